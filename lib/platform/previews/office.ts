import 'server-only';
import { rm, writeFile } from 'node:fs/promises';
import { log } from '#lib/platform/log.ts';
import { ALLOWED_TYPES } from '#lib/platform/storage/allowed-types.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { type JobRequest, type PoolOptions, sharedPool } from '#lib/platform/workers/pool.ts';
import { findConverted, keepConverted, newConverted } from './converted.ts';
import type { OfficeJob } from './office-job.ts';

const MEGABYTE = 1024 ** 2;

/** One at a time, as LibreOffice takes a whole processor and some hundred megabytes. */
export const OFFICE_POOL: PoolOptions = {
  module: 'lib/platform/previews/office-job.ts',
  processes: 1,
  timeLimitMs: 60_000,
  // Of the process that starts LibreOffice; see `OFFICE_LIMITS`.
  memoryLimitBytes: 300 * MEGABYTE,
  keepBelowBytes: 200 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 4, council: 10, waiting: 40 },
};

/** A PDF made of an office file, or why there is none; see `Preview`. */
export type Converted =
  | { readonly path: string }
  | { readonly path: null; readonly reason: 'busy' | 'not shown' };

/** The pages of an office file as a PDF. It is made once in `CONVERTED_LIMITS.ms`, also if that fails. */
export async function convertedPdf(
  file: FileKey & { readonly mediaType: string },
  request: JobRequest,
): Promise<Converted> {
  const before = await converted(file);
  if (before) return before;
  const pool = sharedPool<OfficeJob, true>(OFFICE_POOL);
  const extension = ALLOWED_TYPES.find(({ mediaType }) => mediaType === file.mediaType)?.extension ?? '';
  const into = await newConverted(file);
  const over = Promise.withResolvers<void>();
  // Once it has begun it is of use to whoever asks next, as does a person who goes on to another page.
  let hasBegun = false;
  const waiting = new AbortController();
  request.signal?.addEventListener('abort', () => hasBegun || waiting.abort(), { once: true });
  // A file in another place is fetched when its turn comes, and stays until it is converted.
  const read = async () => {
    // Who came first may have had it made.
    if (await findConverted(file)) return null;
    hasBegun = true;
    return new Promise<OfficeJob>((resolve, reject) => {
      fileStore()
        .withLocalFile(file, (path) => {
          resolve({ path, extension, into });
          return over.promise;
        })
        .catch(reject);
    });
  };
  try {
    const job = await pool.run(read, { ...request, signal: waiting.signal });
    switch (job.outcome) {
      case 'nothing':
        return (await converted(file)) ?? NOT_SHOWN;
      case 'full':
        return { path: null, reason: 'busy' };
      case 'failed':
      case 'timed-out':
      case 'out-of-memory':
        log().warn({ event: 'file.not-drawn', file: file.id, ...job });
        // So that it does not take up the turns of others again and again. A new file, as what was killed may still
        // write to the other.
        await rm(into, { force: true });
        await writeFile(into, '', { mode: 0o600, flag: 'wx' });
        break;
      case 'abandoned':
      case 'crashed':
        return NOT_SHOWN;
    }
    return ((await keepConverted(file, into)) && (await converted(file))) || NOT_SHOWN;
  } finally {
    over.resolve();
    await rm(into, { force: true });
  }
}

const NOT_SHOWN = { path: null, reason: 'not shown' } as const;

async function converted(file: FileKey): Promise<Converted | null> {
  const found = await findConverted(file);
  return found && (found.bytes === 0 ? NOT_SHOWN : { path: found.path });
}
