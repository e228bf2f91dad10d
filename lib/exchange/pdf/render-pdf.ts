import 'server-only';
import {
  createWorkerPool,
  type JobRequest,
  type PoolOptions,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import type { PackDocument } from './pack-document.ts';
import type { PaperDocument } from './paper-document.ts';
import type { PdfDocument } from './typst.ts';

/**
 * Why a PDF was not made.
 *
 * - `refused`: the compiler did not accept the content. The same document will be refused again.
 * - `crashed`: the compiler's process ended before it answered.
 * - `timed-out`, `out-of-memory`: the document took more of either than it may.
 */
export type PdfErrorKind = 'refused' | 'crashed' | 'timed-out' | 'out-of-memory';

/** The only error that making a PDF throws. `cause` has the compiler's words, which can quote the document's text. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly kind: PdfErrorKind;

  constructor(kind: PdfErrorKind, cause?: unknown) {
    super(`The PDF was not made: ${kind}.`, { cause });
    this.kind = kind;
  }
}

/** Not an error: too many PDFs wait to be made, or whoever asked for this one has gone. */
export type NotMade = 'busy' | 'abandoned';

const MEGABYTE = 1024 ** 2;

/**
 * A pack of 60 items takes 0.1 seconds and 300 MB, one of 2,500 items some seconds and 2 GB. One PDF at a time, as each
 * keeps a processor busy.
 */
export const PDF_POOL: PoolOptions = {
  module: 'lib/exchange/pdf/typst.ts',
  processes: 1,
  timeLimitMs: 60_000,
  memoryLimitBytes: 4_000 * MEGABYTE,
  keepBelowBytes: 450 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 2, council: 8, waiting: 64 },
};

// Bundlers can load this module more than once in a process; one pool is enough for all of them.
const shared = globalThis as typeof globalThis & { pdfPool?: WorkerPool<PdfDocument, Uint8Array> };

/** What was read, and the PDF of its document; or what was read in place of one. */
export type Rendered<Read> =
  | { readonly source: Extract<Read, object>; readonly pdf: Uint8Array }
  | Exclude<Read, object>
  | NotMade;

/** Makes a PDF in that pool; see `renderPack`. */
export async function renderIn<Read extends object | string | null>(
  pool: WorkerPool<PdfDocument, Uint8Array>,
  request: JobRequest,
  read: () => Promise<Read>,
  documentOf: (source: Extract<Read, object>) => PdfDocument,
): Promise<Rendered<Read>> {
  let found!: Read;
  const job = await pool.run(async () => {
    found = await read();
    return isObject(found) ? documentOf(found) : null;
  }, request);
  if (job.outcome === 'full') return 'busy';
  if (job.outcome === 'abandoned' || request.signal?.aborted) return 'abandoned';
  if (job.outcome === 'done' && isObject(found)) return { source: found, pdf: job.result };
  if (job.outcome === 'nothing' && !isObject(found)) return found as Exclude<Read, object>;
  if (job.outcome === 'failed') throw new PdfError('refused', job.message);
  if (job.outcome === 'timed-out' || job.outcome === 'out-of-memory') throw new PdfError(job.outcome);
  throw new PdfError('crashed', 'message' in job ? job.message : undefined);
}

function isObject<Read>(found: Read): found is Extract<Read, object> {
  return typeof found === 'object' && found !== null;
}

function pdfPool(): WorkerPool<PdfDocument, Uint8Array> {
  shared.pdfPool ??= createWorkerPool(PDF_POOL);
  return shared.pdfPool;
}

/**
 * Makes the evidence pack: a tagged PDF that conforms to PDF/UA-1 (ISO 14289-1), checked as it is written. The same
 * document gives the same bytes.
 *
 * The work is done in a process of its own, one PDF at a time, in turns by council.
 *
 * @param request - whose it is, and the request that it ends with
 * @param read - reads the snapshot to show when its turn has come; where it gives a word or null, that is what comes
 *   back in place of a PDF
 * @throws {PdfError}, and what `read` throws
 *
 * @example
 * ```ts
 * const made = await renderPack({ council, person, signal }, () => packSnapshot(context, packId));
 * if (made === null || typeof made === 'string') return made;
 * ```
 */
export function renderPack<Read extends { readonly document: PackDocument } | string | null>(
  request: JobRequest,
  read: () => Promise<Read>,
): Promise<Rendered<Read>> {
  return renderIn(pdfPool(), request, read, ({ document }) => ({ kind: 'pack', document }));
}

/**
 * Makes the board paper: a tagged PDF of two A4 pages, the second on its side, that conforms to PDF/UA-1 as the pack does.
 * The same document gives the same bytes. Made as `renderPack` makes a pack.
 *
 * It is two pages whatever people typed: names and lists are cut by rule, with a word that says so, and what is left
 * is set smaller until it fits.
 *
 * @throws {PdfError}, and what `read` throws
 */
export function renderPaper<Read extends { readonly document: PaperDocument } | string | null>(
  request: JobRequest,
  read: () => Promise<Read>,
): Promise<Rendered<Read>> {
  return renderIn(pdfPool(), request, read, ({ document }) => ({ kind: 'paper', document }));
}
