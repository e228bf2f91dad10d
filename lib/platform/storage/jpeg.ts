import 'server-only';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { type JobRequest, type PoolOptions, sharedPool } from '#lib/platform/workers/pool.ts';
import type { JpegJob } from './jpeg-job.ts';

const MEGABYTE = 1024 ** 2;

/** A photo of 12 million pixels takes one to three seconds and 400 MB. One at a time, as few are asked for. */
const JPEG_POOL: PoolOptions = {
  module: 'lib/platform/storage/jpeg-job.ts',
  processes: 1,
  timeLimitMs: 60_000,
  memoryLimitBytes: 1_500 * MEGABYTE,
  keepBelowBytes: 250 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 2, council: 10, waiting: 40 },
};

export type Jpeg =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `busy`: too many others wait. `not shown`: it cannot be decoded, or takes too much time or memory. */
  | { readonly ok: false; readonly reason: 'busy' | 'not shown' };

/** Converts a stored picture, for which `isShownAsJpeg`, to JPEG. Nothing is kept of it. */
export async function jpegOf(file: FileKey, request: JobRequest): Promise<Jpeg> {
  const pool = sharedPool<JpegJob, Uint8Array>(JPEG_POOL);
  const job = await fileStore().withLocalFile(file, (path) => pool.run(async () => ({ path }), request));
  if (job.outcome === 'done') return { ok: true, bytes: job.result };
  return { ok: false, reason: job.outcome === 'full' ? 'busy' : 'not shown' };
}
