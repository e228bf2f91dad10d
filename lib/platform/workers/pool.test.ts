import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorkerPool, type JobRequest, type PoolOptions, type WorkerPool } from './pool.ts';
import type { TestJob } from './testing/job.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const MEGABYTE = 1024 ** 2;
const A: JobRequest = { council: 'a', person: 'p' };

let pools: WorkerPool<TestJob, string>[] = [];
afterEach(() => {
  for (const pool of pools) pool.stop();
  pools = [];
});

function poolOf(change: Partial<PoolOptions> = {}) {
  const pool = createWorkerPool<TestJob, string>({
    module: 'lib/platform/workers/testing/job.ts',
    processes: 1,
    timeLimitMs: 20_000,
    memoryLimitBytes: 300 * MEGABYTE,
    keepBelowBytes: 250 * MEGABYTE,
    idleMs: 20_000,
    limits: { person: 9, council: 9, waiting: 20 },
    ...change,
  });
  pools.push(pool);
  return (job: TestJob, request: JobRequest = A) => pool.run(async () => job, request);
}

async function askWorker(run: ReturnType<typeof poolOf>): Promise<{ pid: number; settings: string[] }> {
  const job = await run({ do: 'tell' });
  return JSON.parse(job.outcome === 'done' ? job.result : '');
}

/** The ids of worker processes that this process started for the module. */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], (_error, out) => resolve(out));
  return (await promise)
    .split('\n')
    .filter((line) => line.includes('workers/testing/job.ts'))
    .map((line) => Number.parseInt(line, 10));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a worker process', () => {
  it('does one job after the other and has none of the settings of the service', async () => {
    process.env.POOL_TEST_SECRET = 'not for workers';
    const run = poolOf();
    const [one, two] = [await askWorker(run), await askWorker(run)];
    expect(one.pid).not.toBe(process.pid);
    expect(two.pid).toBe(one.pid);
    expect(one.settings).not.toContain('POOL_TEST_SECRET');
    expect(await run({ do: 'throw' })).toEqual({ outcome: 'failed', message: 'thrown by the job' });
    expect((await askWorker(run)).pid).toBe(one.pid);
  });

  it('is ready before its first job where one was asked for, and only one', async () => {
    const run = poolOf({ processes: 2 });
    const [pool] = pools;
    pool?.warm();
    pool?.warm();
    const ready = await childrenOf(process.pid);
    expect(ready).toHaveLength(1);
    expect((await askWorker(run)).pid).toBe(ready[0]);
  });

  it('is replaced when it crashes or grows too large', async () => {
    const run = poolOf();
    expect(await run({ do: 'exit' })).toMatchObject({ outcome: 'crashed' });
    expect(await run({ do: 'grow' })).toEqual({ outcome: 'out-of-memory' });
    expect(await run({ do: 'grow-heap' })).toEqual({ outcome: 'out-of-memory' });
    expect(await run({ say: 'again' })).toEqual({ outcome: 'done', result: 'again' });
  });

  it('is killed when its job takes too long, and another takes its place', async () => {
    const run = poolOf({ timeLimitMs: 1_000 });
    expect(await run({ do: 'hang' })).toEqual({ outcome: 'timed-out' });
    // On a busy machine a process may take longer to start than a job's time limit.
    await expect
      .poll(() => run({ say: 'again' }), { timeout: 20_000 })
      .toEqual({ outcome: 'done', result: 'again' });
  });

  it('can be killed from outside in the middle of a job', async () => {
    const run = poolOf();
    const { pid } = await askWorker(run);
    const job = run({ do: 'wait' });
    process.kill(pid, 'SIGKILL');
    expect(await job).toMatchObject({ outcome: 'crashed' });
    expect((await askWorker(run)).pid).not.toBe(pid);
  });

  it('ends when it has grown too large or has been idle', async () => {
    const grown = poolOf({ keepBelowBytes: MEGABYTE });
    const idle = poolOf({ idleMs: 1 });
    for (const run of [grown, idle]) {
      const { pid } = await askWorker(run);
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    }
  });

  it('ends with the service, even one that is killed while the job keeps its thread busy', async () => {
    const script = `
      import { createWorkerPool } from '#lib/platform/workers/pool.ts';
      const pool = createWorkerPool({ module: 'lib/platform/workers/testing/job.ts', processes: 1, timeLimitMs: 60_000,
        memoryLimitBytes: 3e8, keepBelowBytes: 3e8, idleMs: 60_000, limits: { person: 9, council: 9, waiting: 9 } });
      const { result } = await pool.run(async () => ({ do: 'tell' }), { council: 'a', person: 'p' });
      void pool.run(async () => ({ do: 'hang' }), { council: 'a', person: 'p' });
      console.log(result);
      setInterval(() => {}, 1000);`;
    const service = execFile(process.execPath, [
      '--conditions=react-server',
      '--input-type=module',
      '--eval',
      script,
    ]);
    const line = await new Promise<string>((resolve) => service.stdout?.once('data', resolve));
    const { pid } = JSON.parse(line) as { pid: number };
    expect(isAlive(pid)).toBe(true);
    service.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});

describe('a job', () => {
  it('ends with its request, while waiting and while running', async () => {
    const run = poolOf();
    const { pid } = await askWorker(run);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const jobs = [
      run({ do: 'wait' }, { ...A, signal: running.signal }),
      run({ say: 'never' }, { ...A, signal: waiting.signal }),
      run({ say: 'served' }),
    ];
    waiting.abort();
    expect(await jobs[1]).toEqual({ outcome: 'abandoned' });
    running.abort();
    expect(await jobs[0]).toEqual({ outcome: 'abandoned' });
    expect(await jobs[2]).toEqual({ outcome: 'done', result: 'served' });
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    expect(await run({ say: 'x' }, { ...A, signal: AbortSignal.abort() })).toEqual({ outcome: 'abandoned' });
  });

  it('reads its input only when its turn comes, and not if it was refused or abandoned', async () => {
    const pool = createWorkerPool<TestJob, string>({
      module: 'lib/platform/workers/testing/job.ts',
      processes: 1,
      timeLimitMs: 20_000,
      memoryLimitBytes: 300 * MEGABYTE,
      keepBelowBytes: 250 * MEGABYTE,
      idleMs: 20_000,
      limits: { person: 2, council: 9, waiting: 9 },
    });
    pools.push(pool);
    const read: string[] = [];
    const first = Promise.withResolvers<void>();
    const gone = new AbortController();
    const ask = (name: string, signal?: AbortSignal) =>
      pool.run(
        async () => {
          read.push(name);
          await first.promise;
          return { say: name };
        },
        { ...A, signal },
      );
    const jobs = [ask('one'), ask('two', gone.signal), ask('three')];
    expect(await jobs[2]).toEqual({ outcome: 'full' });
    gone.abort();
    expect(await jobs[1]).toEqual({ outcome: 'abandoned' });
    first.resolve();
    expect(await jobs[0]).toEqual({ outcome: 'done', result: 'one' });
    expect(read).toEqual(['one']);
  });

  it('keeps its turn until reading ends when it is abandoned while reading', async () => {
    const run = poolOf();
    const [reading, gone] = [Promise.withResolvers<null>(), new AbortController()];
    const [pool] = pools;
    const abandoned = pool?.run(() => reading.promise, { ...A, signal: gone.signal });
    const next = run({ say: 'next' });
    gone.abort();
    expect(await abandoned).toEqual({ outcome: 'abandoned' });
    reading.resolve(null);
    expect(await next).toEqual({ outcome: 'done', result: 'next' });
  });

  it('gives up its turn when it has no input or cannot be read', async () => {
    const run = poolOf();
    const [pool] = pools;
    expect(await pool?.run(async () => null, A)).toEqual({ outcome: 'nothing' });
    await expect(pool?.run(() => Promise.reject(new Error('no database')), A)).rejects.toThrow('no database');
    expect(await run({ say: 'next' })).toEqual({ outcome: 'done', result: 'next' });
  });

  it('waits for one job alone of another council, however many were asked for and abandoned before', async () => {
    const run = poolOf({ limits: { person: 2, council: 8, waiting: 64 } });
    const gone = new AbortController();
    const many = Array.from({ length: 100 }, (_, index) =>
      run({ do: 'wait' }, { council: 'a', person: String(index % 20), signal: gone.signal }),
    );
    const done: string[] = [];
    const other = run({ say: 'other' }, { council: 'b', person: 'q' }).then(({ outcome }) =>
      done.push(outcome),
    );
    gone.abort();
    const outcomes = (await Promise.all(many)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'abandoned')).toHaveLength(9);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(91);
    await other;
    expect(done).toEqual(['done']);
  });
});
