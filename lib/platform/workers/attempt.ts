import 'server-only';
import { log } from '#lib/platform/log.ts';
import { throwIfFull } from './full-disk.ts';
import type { JobRequest, WorkerPool } from './pool.ts';

/**
 * What a job with a file gave, or why it gave nothing. `busy`: too many others wait, or the request was aborted. `too
 * large`: it takes too much time or memory. `damaged`: it cannot be read.
 */
export type Attempt<Result> = { readonly done: Result } | 'busy' | 'too large' | 'damaged';

/** A process that is lost over a file is lost a second time if it is the file's fault. */
const ATTEMPTS = 2;

/**
 * Runs a job that fails only if its file is at fault.
 *
 * @throws an error with the system's code if the disk is full
 */
export async function attempt<Job, Result>(
  pool: WorkerPool<Job, Result>,
  job: Job,
  request: JobRequest,
): Promise<Attempt<Result>> {
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    const made = await pool.run(async () => job, request);
    if (made.outcome === 'done') return { done: made.result };
    if (made.outcome === 'full' || made.outcome === 'abandoned') return 'busy';
    if (made.outcome === 'failed') throwIfFull(made.message);
    log().warn({ event: 'file.not-shown', ...made });
    if (made.outcome === 'timed-out' || made.outcome === 'out-of-memory') return 'too large';
    if (made.outcome === 'failed') break;
  }
  return 'damaged';
}
