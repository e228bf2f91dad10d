import { workerData } from 'node:worker_threads';
import { OUT_OF_MEMORY_SIGNAL } from './signals.ts';

// Runs beside a worker process's jobs and kills it when it grows too large or the service has gone.

type Watched = { readonly parent: number; readonly memoryLimitBytes: number };

const LOOK_EVERY_MS = 100;
const { parent, memoryLimitBytes } = workerData as Watched;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > memoryLimitBytes) process.kill(process.pid, OUT_OF_MEMORY_SIGNAL);
}, LOOK_EVERY_MS);
