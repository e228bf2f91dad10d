import 'server-only';
import { createTurns, type JobOwner, type TurnLimits } from './turns.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** A job's owner and the request whose end cancels it. */
export type JobRequest = JobOwner & { readonly signal?: AbortSignal | undefined };

/**
 * The outcome of a job.
 * - `nothing`: there was no input.
 * - `full`: too many jobs wait, or the person has enough already. It never started.
 * - `abandoned`: its request ended first. If it was running, it was killed.
 * - `timed-out`, `out-of-memory`: it reached a limit and was killed.
 * - `failed`: it threw. The same input will throw again.
 * - `crashed`: its process ended before it answered.
 */
export type JobOutcome<Result> =
  | { readonly outcome: 'done'; readonly result: Result }
  | { readonly outcome: 'nothing' | 'full' | 'abandoned' | 'timed-out' | 'out-of-memory' }
  | { readonly outcome: 'failed' | 'crashed'; readonly message: string };

export type PoolOptions = {
  /** A file that exports `runJob(input)`: an absolute path, or relative to the project's root. */
  readonly module: string;
  /** Concurrent jobs, each in its own process. */
  readonly processes: number;
  /** For one job, including the start of its process. */
  readonly timeLimitMs: number;
  /** Maximum resident memory of one process. */
  readonly memoryLimitBytes: number;
  /** A process larger than this after a job is ended, because native code does not give memory back. */
  readonly keepBelowBytes: number;
  /** An idle process is ended after this time. */
  readonly idleMs: number;
  readonly limits: TurnLimits;
};

/** Runs jobs of one kind outside the thread that serves requests. */
export type WorkerPool<Input, Result> = {
  /**
   * @param read - gives the input when the job's turn comes, so that a refused or abandoned job costs nothing; null
   * when there is nothing to do
   * @throws whatever `read` throws
   */
  run(read: () => Promise<Input | null>, request: JobRequest): Promise<JobOutcome<Result>>;
  /** Starts a process ahead of a job, so that the job need not wait for it. */
  warm(): void;
  /** Ends the processes. Waiting and running jobs get `crashed`; the next job starts a process again. */
  stop(): void;
};

type Job<Input, Result> = JobOwner & {
  readonly read: () => Promise<Input | null>;
  readonly resolve: (outcome: JobOutcome<Result>) => void;
  readonly reject: (error: unknown) => void;
  /** Reading cannot be interrupted: the job keeps its turn until it is done, even if abandoned. */
  state: 'waiting' | 'reading' | 'running';
  worker: WorkerProcess | null;
};

// Bundlers can load a module several times in a process, which must share one pool of its kind.
const shared = globalThis as typeof globalThis & { workerPools?: Map<string, unknown> };

/** The pool for a module of jobs, one in each process. */
export function sharedPool<Input, Result>(options: PoolOptions): WorkerPool<Input, Result> {
  shared.workerPools ??= new Map();
  const pool = shared.workerPools.get(options.module) ?? createWorkerPool<Input, Result>(options);
  shared.workerPools.set(options.module, pool);
  return pool as WorkerPool<Input, Result>;
}

/** Creates a pool. Processes start on demand. */
export function createWorkerPool<Input, Result>(options: PoolOptions): WorkerPool<Input, Result> {
  const turns = createTurns<Job<Input, Result>>(options.limits);
  const open = new Set<Job<Input, Result>>();
  const idle = new Map<WorkerProcess, NodeJS.Timeout>();
  let busy = 0;

  function run(
    read: () => Promise<Input | null>,
    { council, person, signal }: JobRequest,
  ): Promise<JobOutcome<Result>> {
    if (signal?.aborted) return Promise.resolve({ outcome: 'abandoned' });
    const { promise, resolve, reject } = Promise.withResolvers<JobOutcome<Result>>();
    const job: Job<Input, Result> = {
      council,
      person,
      read,
      resolve,
      reject,
      state: 'waiting',
      worker: null,
    };
    if (!turns.add(job)) return Promise.resolve({ outcome: 'full' });
    open.add(job);
    const abandon = () => end(job, { outcome: 'abandoned' });
    signal?.addEventListener('abort', abandon);
    begin();
    return promise.finally(() => signal?.removeEventListener('abort', abandon));
  }

  function begin(): void {
    while (busy < options.processes) {
      const job = turns.next();
      if (!job) return;
      busy += 1;
      void attempt(job, takeIdle() ?? startWorker(options));
    }
  }

  async function attempt(job: Job<Input, Result>, worker: WorkerProcess): Promise<void> {
    job.state = 'reading';
    const input = await job.read().catch((error: unknown) => {
      job.reject(error);
      return null;
    });
    job.state = 'running';
    if (input === null || !open.has(job)) {
      keepIdle(worker);
      end(job, { outcome: 'nothing' });
      return leave(job);
    }
    job.worker = worker;
    const timer = setTimeout(() => end(job, { outcome: 'timed-out' }), options.timeLimitMs);
    const reply = await worker.ask(input);
    clearTimeout(timer);
    if (!open.has(job)) return;
    if (reply.kind === 'lost') {
      const { outOfMemory, message } = reply;
      return end(job, outOfMemory ? { outcome: 'out-of-memory' } : { outcome: 'crashed', message });
    }
    job.worker = null;
    if (reply.bytes > options.keepBelowBytes) worker.kill();
    else keepIdle(worker);
    end(
      job,
      reply.ok
        ? { outcome: 'done', result: reply.result as Result }
        : { outcome: 'failed', message: reply.message },
    );
  }

  /** Answers the caller of a job. A process running it is killed, which is the only way to stop it. */
  function end(job: Job<Input, Result>, outcome: JobOutcome<Result>): void {
    if (!open.delete(job)) return;
    job.resolve(outcome);
    job.worker?.kill();
    if (job.state !== 'reading') leave(job);
  }

  function leave(job: Job<Input, Result>): void {
    if (!turns.remove(job)) return;
    if (job.state !== 'waiting') busy -= 1;
    begin();
  }

  function keepIdle(worker: WorkerProcess): void {
    const expire = () => {
      idle.delete(worker);
      worker.kill();
    };
    idle.set(worker, setTimeout(expire, options.idleMs).unref());
  }

  function takeIdle(): WorkerProcess | null {
    for (const [worker, timer] of [...idle].toReversed()) {
      clearTimeout(timer);
      idle.delete(worker);
      if (!worker.isLost()) return worker;
    }
    return null;
  }

  function warm(): void {
    for (const worker of idle.keys()) if (!worker.isLost()) return;
    if (busy < options.processes) keepIdle(startWorker(options));
  }

  function stop(): void {
    for (let worker = takeIdle(); worker; worker = takeIdle()) worker.kill();
    for (const job of [...open]) end(job, { outcome: 'crashed', message: 'The pool was stopped.' });
  }

  return { run, warm, stop };
}
