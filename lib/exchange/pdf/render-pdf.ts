import 'server-only';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import {
  type JobRequest,
  type PoolOptions,
  sharedPool,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import type { AccuracyDocument } from './accuracy-document.ts';
import type { PackDocument } from './pack-document.ts';
import type { PaperDocument } from './paper-document.ts';
import type { PlanDocument } from './plan-document.ts';
import type { PdfDocument, PdfJob } from './typst.ts';

/**
 * Why a PDF was not made.
 *
 * - `refused`: the compiler rejected the content. It will reject the same document again.
 * - `crashed`: the compiler's process exited without a result.
 * - `timed-out`, `out-of-memory`: the document exceeded its limit of time or memory.
 */
export type PdfErrorKind = 'refused' | 'crashed' | 'timed-out' | 'out-of-memory';

/** The only error class of this module. `cause` has the compiler's message, which may quote the document's text. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly kind: PdfErrorKind;

  constructor(kind: PdfErrorKind, cause?: unknown) {
    super(`The PDF was not made: ${kind}.`, { cause });
    this.kind = kind;
  }
}

/** Not an error: too many PDFs are queued, or the request was aborted. */
export type RenderFailure = 'busy' | 'abandoned';

const MEGABYTE = 1024 ** 2;

/**
 * A pack of 60 items takes 0.1 seconds and 300 MB, one of 2,500 items some seconds and 2 GB. One PDF at a time,
 * because each uses a whole processor.
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

/** The source and its PDF, or the value that `read` returned instead of a document. */
export type Rendered<Read> =
  | { readonly source: Extract<Read, object>; readonly pdf: Uint8Array }
  | Exclude<Read, object>
  | RenderFailure;

/** Renders a PDF in this pool; see `renderPack`. */
export async function renderIn<Read extends object | string | null>(
  pool: WorkerPool<PdfJob, Uint8Array>,
  request: JobRequest,
  read: () => Promise<Read>,
  documentOf: (source: Extract<Read, object>) => PdfDocument,
): Promise<Rendered<Read>> {
  let found!: Read;
  const job = await pool.run(async () => {
    found = await read();
    return isObject(found) ? { ...documentOf(found), frameworks: knownFrameworks() } : null;
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

const pdfPool = (): WorkerPool<PdfJob, Uint8Array> => sharedPool(PDF_POOL);

/**
 * Renders an evidence pack: a tagged PDF that conforms to PDF/UA-1 (ISO 14289-1), validated while it is written. The
 * same document gives the same bytes.
 *
 * Runs in a separate process, one PDF at a time, alternating between councils.
 *
 * @param request - its council and person, and the signal that aborts it
 * @param read - reads the snapshot when its turn comes; a string or null is returned instead of a PDF
 * @throws {PdfError}, and any error of `read`
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
 * Renders a board paper: a tagged PDF of two A4 pages that conforms to PDF/UA-1. The same document gives the same
 * bytes. Rendered like a pack; see `renderPack`.
 *
 * It has two pages whatever people typed: names and lists are truncated by fixed rules, with a note, and the rest is
 * set smaller until it fits.
 *
 * @throws {PdfError}, and any error of `read`
 */
export function renderPaper<Read extends { readonly document: PaperDocument } | string | null>(
  request: JobRequest,
  read: () => Promise<Read>,
): Promise<Rendered<Read>> {
  return renderIn(pdfPool(), request, read, ({ document }) => ({ kind: 'paper', document }));
}

/**
 * Renders points of accuracy: a tagged PDF that conforms to PDF/UA-1. The same document gives the same bytes. Rendered
 * like a pack; see `renderPack`.
 *
 * @throws {PdfError}, and any error of `read`
 */
export function renderAccuracy<Read extends { readonly document: AccuracyDocument } | string | null>(
  request: JobRequest,
  read: () => Promise<Read>,
): Promise<Rendered<Read>> {
  return renderIn(pdfPool(), request, read, ({ document }) => ({ kind: 'accuracy', document }));
}

/**
 * Renders an improvement plan or a report on its progress: a tagged PDF that conforms to PDF/UA-1. The same document
 * gives the same bytes. Rendered like a pack; see `renderPack`.
 *
 * @throws {PdfError}, and any error of `read`
 */
export function renderPlan<Read extends { readonly document: PlanDocument } | string | null>(
  request: JobRequest,
  read: () => Promise<Read>,
): Promise<Rendered<Read>> {
  return renderIn(pdfPool(), request, read, ({ document }) => ({ kind: 'plan', document }));
}
