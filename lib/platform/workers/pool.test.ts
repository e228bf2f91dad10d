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

async function told(run: ReturnType<typeof poolOf>): Promise<{ pid: number; settings: string[] }> {
  const job = await run({ do: 'tell' });
  return JSON.parse(job.outcome === 'done' ? job.result : '');
}

/** The processes that this one has started for this module. */
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
    const [one, two] = [await told(run), await told(run)];
    expect(one.pid).not.toBe(process.pid);
    expect(two.pid).toBe(one.pid);
    expect(one.settings).not.toContain('POOL_TEST_SECRET');
    expect(await run({ do: 'throw' })).toEqual({ outcome: 'failed', message: 'thrown by the job' });
    expect((await told(run)).pid).toBe(one.pid);
  });

  it('is ready before its first job where one was asked for, and only one', async () => {
    const run = poolOf({ processes: 2 });
    const [pool] = pools;
    pool?.warm();
    pool?.warm();
    const ready = await childrenOf(process.pid);
    expect(ready).toHaveLength(1);
    expect((await told(run)).pid).toBe(ready[0]);
  });

  it('that crashes or grows too large is replaced', async () => {
    const run = poolOf();
    expect(await run({ do: 'exit' })).toMatchObject({ outcome: 'crashed' });
    expect(await run({ do: 'grow' })).toEqual({ outcome: 'out-of-memory' });
    expect(await run({ do: 'grow-heap' })).toEqual({ outcome: 'out-of-memory' });
    expect(await run({ say: 'again' })).toEqual({ outcome: 'done', result: 'again' });
  });

  it('is killed when its job takes too long, and another takes its place', async () => {
    const run = poolOf({ timeLimitMs: 1_000 });
    expect(await run({ do: 'hang' })).toEqual({ outcome: 'timed-out' });
    // On a busy machine another may need longer to start than a job may take.
    await expect
      .poll(() => run({ say: 'again' }), { timeout: 20_000 })
      .toEqual({ outcome: 'done', result: 'again' });
  });

  it('may be killed by anybody in the middle of a job', async () => {
    const run = poolOf();
    const { pid } = await told(run);
    const job = run({ do: 'wait' });
    process.kill(pid, 'SIGKILL');
    expect(await job).toMatchObject({ outcome: 'crashed' });
    expect((await told(run)).pid).not.toBe(pid);
  });

  it('ends when it has grown or has had nothing to do', async () => {
    const grown = poolOf({ keepBelowBytes: MEGABYTE });
    const idle = poolOf({ idleMs: 1 });
    for (const run of [grown, idle]) {
      const { pid } = await told(run);
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
  it('ends with the request that asked for it, while it waits and while it runs', async () => {
    const run = poolOf();
    const { pid } = await told(run);
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

  it('is read when its turn has come: of one that is refused or abandoned, nothing is', async () => {
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

  it('that is abandoned while it is read keeps its turn until that is done', async () => {
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

  it('that has nothing to do, or cannot be read, leaves its turn to the next', async () => {
    const run = poolOf();
    const [pool] = pools;
    expect(await pool?.run(async () => null, A)).toEqual({ outcome: 'nothing' });
    await expect(pool?.run(() => Promise.reject(new Error('no database')), A)).rejects.toThrow('no database');
    expect(await run({ say: 'next' })).toEqual({ outcome: 'done', result: 'next' });
  });

  it('of another council waits for one job alone, whatever was asked for and abandoned before', async () => {
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
