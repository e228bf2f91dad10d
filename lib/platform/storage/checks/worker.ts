import 'server-only';
import {
  type JobRequest,
  type PoolOptions,
  sharedPool,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import type { CheckedContent, ContentJob } from './content-job.ts';

const MEGABYTE = 1024 ** 2;

/**
 * Most files take milliseconds, a 100 MB PDF some seconds. Two at a time, so that one slow file does not block others.
 */
export const CHECK_POOL: PoolOptions = {
  module: 'lib/platform/storage/checks/content-job.ts',
  processes: 2,
  timeLimitMs: 60_000,
  memoryLimitBytes: 1_000 * MEGABYTE,
  keepBelowBytes: 200 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 2, council: 40, waiting: 200 },
};

export type CheckPool = WorkerPool<ContentJob, CheckedContent>;

/**
 * Checks a file in a separate process, which limits the harm of a file made to be slow, to use much memory or to
 * exploit the reader; see `checkContent` and `findPlaces`.
 *
 * @param job - a file that is no longer being written
 * @param request - its council and person, and the signal that aborts the check
 * @throws {Error} if the process is lost or cannot read the file
 */
export function checkApart(job: ContentJob, request: JobRequest): Promise<CheckedContent> {
  return checkIn(pool(), job, request);
}

/** Starts a process for the check while the file still arrives. */
export function prepareCheck(): void {
  pool().warm();
}

const pool = (): CheckPool => sharedPool(CHECK_POOL);

/** Checks a file in this pool; see `checkApart`. */
export async function checkIn(
  pool: CheckPool,
  job: ContentJob,
  request: JobRequest,
): Promise<CheckedContent> {
  const checked = await pool.run(async () => job, request);
  switch (checked.outcome) {
    case 'done':
      return checked.result;
    case 'full':
      return { reason: 'busy' };
    case 'timed-out':
      return { reason: 'check-timed-out' };
    case 'out-of-memory':
      return { reason: 'too-complex' };
    case 'abandoned':
      return { reason: 'incomplete' };
    default:
      throw new Error('a file could not be checked', {
        cause: 'message' in checked ? checked.message : checked.outcome,
      });
  }
}
