import 'server-only';
import { fromPrisma, type Job, type JobResult, PgBoss, type QueueOptions } from 'pg-boss';
import { type DigestKey, type Enqueue, runMorning, sendDigest } from '#lib/background/digests.ts';
import { tidy } from '#lib/background/tidy.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';

const LONDON = 'Europe/London';
const HOUR = 60 * 60;

/**
 * What the service does by itself. A job whose process dies is done again, by another process or after the next
 * start; each does nothing that it has done already.
 */
const QUEUES = {
  /** Hourly. What is not tidied now is tidied an hour later. */
  tidy: { retryLimit: 0, expireInSeconds: HOUR },
  morning: { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: HOUR },
  // Over about 10 hours; the next morning tries again what is still not sent.
  digest: { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: HOUR },
} as const satisfies Record<string, QueueOptions>;

/** When they run, by the clocks in London. A time that passed while nothing ran is made up for once. */
export const TIMES = { tidy: '17 * * * *', morning: '0 7 * * *' } as const;

/** Jobs that are fetched at a time; as long as there are as many, without a pause. */
const BATCH = 20;

export type Queue = { stop(): Promise<void> };

/** Seconds. Tests look more often and wait less for a process that is gone. */
type Pace = { readonly poll: number; readonly watch: number; readonly heartbeat: number };
const USUAL: Pace = { poll: 10, watch: 60, heartbeat: 60 };

/**
 * Works through the queue in the database until it is stopped. A migration made its tables, as the application may not.
 *
 * @throws Error when the database cannot be reached or has the tables of another version
 */
export async function startQueue(pace: Pace = USUAL): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: withSessionSettings(env().DATABASE_URL),
    application_name: 'assurance jobs',
    max: 4,
    migrate: false,
    createSchema: false,
    // What only the owner of the tables could do.
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: pace.watch,
    monitorIntervalSeconds: pace.watch,
    cronWorkerIntervalSeconds: pace.poll,
  });
  boss.on('error', (error) => log().error({ event: 'queue.failed', err: error }));
  boss.on('warning', ({ message }) => log().warn({ event: 'queue.warning', message }));
  try {
    await boss.start();
    for (const [name, options] of Object.entries(QUEUES)) {
      const wanted = { ...options, heartbeatSeconds: pace.heartbeat };
      await boss.createQueue(name, wanted);
      await boss.updateQueue(name, wanted);
    }
    for (const [name, cron] of Object.entries(TIMES)) {
      await boss.schedule(name, cron, null, { tz: LONDON, missed: 'once' });
    }
    const options = {
      pollingIntervalSeconds: pace.poll,
      batchSize: BATCH,
      burstWhenBatchFull: true,
      perJobResults: true as const,
    };
    await boss.work(
      'tidy',
      options,
      oneByOne('tidy', () => tidy(new Date())),
    );
    await boss.work(
      'morning',
      options,
      oneByOne('morning', () => runMorning(new Date(), into(boss))),
    );
    await boss.work<DigestKey>('digest', options, oneByOne('digest', sendDigest));
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return { stop: () => boss.stop({ timeout: 5_000 }) };
}

/** Puts digests into the queue in the transaction of whoever made them: a crash leaves both or neither. */
function into(boss: PgBoss): Enqueue {
  return async (tx, digests) => {
    if (digests.length === 0) return;
    const jobs = digests.map((data) => ({ data }));
    await boss.insert('digest', jobs, { db: fromPrisma(tx) });
  };
}

/** A job that fails is tried again by itself: the others that were fetched with it are done. Why stands in the log. */
function oneByOne<T>(name: string, work: (data: T) => Promise<unknown>) {
  return async (jobs: Job<T>[]): Promise<JobResult[]> => {
    const results: JobResult[] = [];
    for (const { id, data } of jobs) {
      const status = await work(data).then(
        () => 'completed' as const,
        (error: unknown) => {
          log().error({ event: `${name}.failed`, job: id, err: error });
          return 'failed' as const;
        },
      );
      results.push({ id, status });
    }
    return results;
  };
}

const AGAIN_MS = 30_000;

/** Starts the queue, for as long as the process runs. While the database is away it tries again. */
export function keepQueueRunning(): void {
  startQueue().catch((error: unknown) => {
    log().error({ event: 'queue.not-started', err: error });
    setTimeout(keepQueueRunning, AGAIN_MS).unref();
  });
}
