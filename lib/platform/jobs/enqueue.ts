import 'server-only';
import type { PgBoss } from 'pg-boss';
import type { Transaction } from '#lib/platform/db/client.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';

/**
 * What each job that a write can ask for is about, by the name of its queue: ids and dates only, since row security
 * does not cover the queue. Each job adds itself where it is defined.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the jobs
export interface Jobs {}

export type NewJob = {
  [Name in keyof Jobs]: { readonly name: Name; readonly data: Jobs[Name] };
}[keyof Jobs];

let sender: Promise<PgBoss> | undefined;
const made = new Set<string>();

/** Adds jobs to the queue in the caller's transaction, so they exist if and only if it commits. */
export async function enqueue(tx: Transaction, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  sender ??= startSender();
  const [boss, { fromPrisma }] = await Promise.all([sender, import('pg-boss')]);
  for (const [name, sameName] of Map.groupBy(jobs, (job) => job.name)) {
    // The process that runs them may not have started yet. It gives the queue its settings.
    if (!made.has(name)) await boss.createQueue(name);
    made.add(name);
    const rows = sameName.map(({ data }) => ({ data }));
    await boss.insert(name, rows, { db: fromPrisma(tx) });
  }
}

/** Forgets the queues of this database, as the next file of tests has another. */
export async function closeSender(): Promise<void> {
  const boss = await sender;
  sender = undefined;
  made.clear();
  await boss?.stop({ graceful: false });
}

/** Adds jobs and runs none. Loaded at first use, since most writes ask for no job. */
async function startSender(): Promise<PgBoss> {
  try {
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      connectionString: withSessionSettings(env().DATABASE_URL),
      application_name: 'assurance jobs',
      // To look up queues; the jobs go in on the caller's connection.
      max: 1,
      migrate: false,
      createSchema: false,
      supervise: false,
      schedule: false,
    });
    boss.on('error', (error) => log().error({ event: 'queue.failed', err: error }));
    return await boss.start();
  } catch (error) {
    sender = undefined;
    throw error;
  }
}
