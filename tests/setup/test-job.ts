import type { NewJob } from '#lib/platform/jobs/enqueue.ts';

/** A job for a queue of tests alone, or for none: the types know only those of the service. */
export function testJob(queue: string, id: string): NewJob {
  return { name: queue, data: { id } } as unknown as NewJob;
}
