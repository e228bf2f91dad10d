import 'server-only';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { type JobRequest, type PoolOptions, sharedPool } from '#lib/platform/workers/pool.ts';
import { convertedPdf } from './office.ts';
import type { DrawnKind, PreviewJob, PreviewPage } from './preview-job.ts';

const MEGABYTE = 1024 ** 2;

/**
 * A page takes a tenth of a second, one made to be slow until it is stopped. One at a time: pages are for reading, and
 * a reader looks at one.
 */
export const PREVIEW_POOL: PoolOptions = {
  module: 'lib/platform/previews/preview-job.ts',
  processes: 1,
  timeLimitMs: 15_000,
  memoryLimitBytes: 1_000 * MEGABYTE,
  keepBelowBytes: 250 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 4, council: 20, waiting: 80 },
};

// Bundlers can load this module several times in a process.
const shared = globalThis as typeof globalThis & { pagesSeen?: Map<string, number> };

/** How a file is shown as pictures. `document`, `slides`, `spreadsheet`: LibreOffice makes a PDF of it first. */
export type PreviewKind = DrawnKind | OfficeKind;
export type OfficeKind = 'document' | 'slides' | 'spreadsheet';

export type Preview =
  | { readonly ok: true; readonly webp: Uint8Array<ArrayBuffer> }
  /** `busy`: too many others wait. `not shown`: it cannot be drawn, or takes too much time or memory. */
  | { readonly ok: false; readonly reason: 'no such page' | 'busy' | 'not shown' };

/** A stored file, with what its row says about it. */
type PreviewedFile = FileKey & { readonly mediaType: string; readonly sha256: string };

/** One page of a stored file as a picture, from 1. Of an office file, the PDF is kept for some minutes. */
export async function previewOf(
  file: PreviewedFile,
  kind: PreviewKind,
  page: number,
  request: JobRequest,
): Promise<Preview> {
  if (kind === 'pdf' || kind === 'picture' || kind === 'phone picture')
    // A file in another place is fetched when its turn comes, and stays until the page is drawn.
    return draw(file, (use) => fileStore().withLocalFile(file, (path) => use({ path, kind, page })), request);
  const pdf = await convertedPdf(file, request);
  if (pdf.path === null) return { ok: false, reason: pdf.reason };
  return draw(file, (use) => use({ path: pdf.path, kind: 'pdf', page }), request);
}

/** How many pages the file with that hash has, once one of them was drawn. 0: not known. */
export function pagesSeen(sha256: string): number {
  return shared.pagesSeen?.get(sha256) ?? 0;
}

const MOST_SEEN = 10_000;

function remember(sha256: string, pages: number): void {
  if (!shared.pagesSeen || shared.pagesSeen.size >= MOST_SEEN) shared.pagesSeen = new Map();
  shared.pagesSeen.set(sha256, pages);
}

async function draw(
  file: PreviewedFile,
  withJob: (use: (job: PreviewJob) => Promise<void>) => Promise<void>,
  request: JobRequest,
): Promise<Preview> {
  const pool = sharedPool<PreviewJob, PreviewPage>(PREVIEW_POOL);
  const over = Promise.withResolvers<void>();
  const read = () =>
    new Promise<PreviewJob>((resolve, reject) => {
      withJob((job) => {
        resolve(job);
        return over.promise;
      }).catch(reject);
    });
  try {
    const job = await pool.run(read, request);
    if (job.outcome === 'full') return { ok: false, reason: 'busy' };
    if (job.outcome !== 'done') return { ok: false, reason: 'not shown' };
    const { webp, pages } = job.result;
    remember(file.sha256, pages);
    return webp ? { ok: true, webp } : { ok: false, reason: 'no such page' };
  } finally {
    over.resolve();
  }
}
