import 'server-only';
import { type Job, type JobResult, PgBoss, type QueueOptions } from 'pg-boss';
import { runMorningJobs, sendDigest } from '#lib/background/digests.ts';
import { removeErased } from '#lib/background/erasures.ts';
import { makeWaiting } from '#lib/background/packs.ts';
import { scanCleanAgain, scanNew, scanWaiting } from '#lib/background/scans.ts';
import { readNew, readWaiting } from '#lib/background/texts.ts';
import { tidy } from '#lib/background/tidy.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';
import { env } from '#lib/platform/env.ts';
import type { Jobs } from '#lib/platform/jobs/enqueue.ts';
import { log } from '#lib/platform/log.ts';

const LONDON = 'Europe/London';
const HOUR = 60 * 60;

type RequestedJob<Data> = { readonly retries: QueueOptions; run(data: Data): Promise<unknown> };
/** `schedule`: cron, in London time. A run missed while the service was down is made up once. */
type ScheduledJob = {
  readonly schedule: string;
  readonly retries: QueueOptions;
  /** One run at a time, however many servers there are. */
  readonly policy?: 'stately';
  run(): Promise<unknown>;
};

const NEVER: QueueOptions = { retryLimit: 0, expireInSeconds: HOUR };
// Over about 10 hours.
const OFTEN: QueueOptions = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: HOUR };

// A job can run twice, as its process may die before it ends: each must do nothing that it has done already.

export const SCHEDULED_JOBS = {
  tidy: { schedule: '17 * * * *', retries: NEVER, run: () => tidy(new Date()) },
  'scan-waiting': { schedule: '* * * * *', retries: NEVER, policy: 'stately', run: scanWaiting },
  'scan-clean-again': {
    schedule: '*/5 * * * *',
    retries: NEVER,
    policy: 'stately',
    run: () => scanCleanAgain(new Date()),
  },
  'read-texts': { schedule: '* * * * *', retries: NEVER, policy: 'stately', run: readWaiting },
  'make-packs': { schedule: '* * * * *', retries: NEVER, policy: 'stately', run: makeWaiting },
  morning: { schedule: '0 7 * * *', retries: OFTEN, run: () => runMorningJobs(new Date()) },
} satisfies Record<string, ScheduledJob>;

/** The jobs that writes ask for. One that `Jobs` declares does not compile until it has its line here. */
const REQUESTED_JOBS: { readonly [Name in keyof Jobs]: RequestedJob<Jobs[Name]> } = {
  digest: { retries: OFTEN, run: sendDigest },
  erasure: { retries: OFTEN, run: removeErased },
  pack: { retries: NEVER, run: makeWaiting },
  scan: { retries: NEVER, run: scanNew },
  text: { retries: NEVER, run: readNew },
};

/** Jobs fetched at a time. While there are as many waiting, the next are fetched without a pause. */
const BATCH = 20;

export type Queue = { stop(): Promise<void> };

/** In seconds. Tests look more often, and give up sooner on a process that has died. */
type Pace = { readonly poll: number; readonly watch: number; readonly heartbeat: number };
const USUAL: Pace = { poll: 10, watch: 60, heartbeat: 60 };

/**
 * Runs the jobs in the database's queue until stopped. A migration made its tables, as the application may not.
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
    // Only the owner of the tables could do these.
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
    const jobs: readonly [string, RequestedJob<never> | ScheduledJob][] = Object.entries({
      ...SCHEDULED_JOBS,
      ...REQUESTED_JOBS,
    });
    for (const [name, job] of jobs) {
      const options = { ...job.retries, heartbeatSeconds: pace.heartbeat };
      await boss.createQueue(name, 'policy' in job ? { ...options, policy: job.policy } : options);
      await boss.updateQueue(name, options);
    }
    for (const [name, { schedule }] of Object.entries(SCHEDULED_JOBS))
      await boss.schedule(name, schedule, null, { tz: LONDON, missed: 'once' });
    const options = {
      pollingIntervalSeconds: pace.poll,
      batchSize: BATCH,
      burstWhenBatchFull: true,
      perJobResults: true as const,
    };
    for (const [name, job] of jobs) await boss.work(name, options, oneByOne(name, job));
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return { stop: () => boss.stop({ timeout: 5_000 }) };
}

/** A job that fails is logged and tried again by itself; the others fetched with it are done. */
function oneByOne(name: string, { run }: RequestedJob<unknown>) {
  return async (jobs: Job[]): Promise<JobResult[]> => {
    const results: JobResult[] = [];
    for (const { id, data } of jobs) {
      const status = await run(data).then(
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
