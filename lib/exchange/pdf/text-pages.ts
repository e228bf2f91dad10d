import 'server-only';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Size } from '#lib/platform/pdf/pdfium.ts';
import { attempt } from '#lib/platform/workers/attempt.ts';
import { type JobRequest, type PoolOptions, sharedPool } from '#lib/platform/workers/pool.ts';
import type { TextPagesJob } from './text-pages-job.ts';
import type { TextDocument } from './text-view.ts';

const MEGABYTE = 1024 ** 2;

/** 100 pages of prose take half a second, the most that is set of a file four seconds and 500 MB. */
const TEXT_PAGES_POOL: PoolOptions = {
  module: 'lib/exchange/pdf/text-pages-job.ts',
  processes: 1,
  timeLimitMs: 60_000,
  memoryLimitBytes: 1_500 * MEGABYTE,
  keepBelowBytes: 300 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 4, council: 20, waiting: 80 },
};

/** A PDF of the words of a file, with the sizes of its pages in points. */
export type TextPages =
  | { readonly path: string; readonly sizes: readonly Size[]; readonly bytes: number }
  | 'busy'
  | 'too large'
  | 'damaged';

/**
 * Sets the words of a file as pages of A4, in a separate process.
 *
 * @param into - a folder for the result and nothing else. It is made if it is not there
 */
export async function setTextPages(
  document: TextDocument,
  into: string,
  request: JobRequest,
): Promise<TextPages> {
  const pool = sharedPool<TextPagesJob, readonly Size[]>(TEXT_PAGES_POOL);
  await mkdir(into, { recursive: true, mode: 0o700 });
  const path = join(into, 'text.pdf');
  const made = await attempt(pool, { document, into: path }, request);
  if (typeof made === 'string') return made;
  return { path, sizes: made.done, bytes: (await stat(path)).size };
}
