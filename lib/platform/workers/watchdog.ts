import { workerData } from 'node:worker_threads';
import { OUT_OF_MEMORY_SIGNAL } from './signals.ts';

// Runs beside the jobs of a worker process and kills it when it is too large, or when the service is gone.

type Watched = { readonly parent: number; readonly memoryLimitBytes: number };

const LOOK_EVERY_MS = 100;
const { parent, memoryLimitBytes } = workerData as Watched;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > memoryLimitBytes) process.kill(process.pid, OUT_OF_MEMORY_SIGNAL);
}, LOOK_EVERY_MS);
