import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JobAnswer } from './worker-process.ts';

// What each worker process runs: one job after the other, with the `runJob` of the module that it is given.

const [, , module = '', parent, memoryLimitBytes] = process.argv;

// A job can keep this thread busy for minutes, so another one looks after the limits.
new Worker(new URL('./watchdog.ts', import.meta.url), {
  workerData: { parent: Number(parent), memoryLimitBytes: Number(memoryLimitBytes) },
}).unref();
process.on('disconnect', () => process.exit(0));
// Those reach the whole group of the terminal; the service finishes what runs, and this goes with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const loading = import(pathToFileURL(module).href) as Promise<{ runJob(input: unknown): unknown }>;
loading.catch(() => {});

process.on('message', async ({ input }: { input: unknown }) => {
  const answer = await answerTo(input);
  process.send?.(answer);
});

async function answerTo(input: unknown): Promise<JobAnswer> {
  try {
    const { runJob } = await loading;
    const result = await runJob(input);
    return { ok: true, result, bytes: process.memoryUsage.rss() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, message, bytes: process.memoryUsage.rss() };
  }
}
