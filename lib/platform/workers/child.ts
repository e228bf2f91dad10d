import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JobAnswer } from './worker-process.ts';

// The program of each worker process: runs jobs one at a time with the `runJob` of the given module.

const [, , module = '', parent, memoryLimitBytes] = process.argv;

// A job can block this thread for minutes, so another thread watches the limits.
new Worker(new URL('./watchdog.ts', import.meta.url), {
  workerData: { parent: Number(parent), memoryLimitBytes: Number(memoryLimitBytes) },
}).unref();
process.on('disconnect', () => process.exit(0));
// A terminal sends these to the whole process group. The service finishes running jobs and then ends this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const loading = import(pathToFileURL(module).href) as Promise<{ runJob(input: unknown): unknown }>;
// Otherwise a cache would be written at the end, which a kill leaves out.
loading.then(flushCompileCache).catch(() => {});

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
