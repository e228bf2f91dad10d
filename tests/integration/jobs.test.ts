import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { PgBoss } from 'pg-boss';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { env } from '#lib/platform/env.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import { testJob } from '#tests/setup/test-job.ts';
import { asSuperuser, makeCouncil, type TestCouncil, withSubmission } from './council-factory.ts';

const QUEUE = 'test-jobs';

let council: TestCouncil;

beforeAll(async () => {
  const boss = new PgBoss({ connectionString: env().DATABASE_URL, migrate: false, schedule: false });
  await boss.start();
  await boss.createQueue(QUEUE);
  await boss.stop();
});
beforeEach(async () => {
  await asSuperuser('DELETE FROM pgboss.job WHERE name = $1', [QUEUE]);
  council = await makeCouncil();
});

/** Writes an event about `subject` and adds a job about `id`. */
function write(
  context: CouncilContext,
  id: string,
  { queue = QUEUE, subject = id }: { readonly queue?: string; readonly subject?: string } = {},
): Promise<string> {
  return auditedWrite<string>(context, 'council:view', async () => ({
    result: id,
    event: { type: 'member.digest-set', subject, data: { name: 'Test', before: 'off', after: 'daily' } },
    jobs: [testJob(queue, id)],
  }));
}

/** In one statement: a killed process may leave a commit on its way. */
async function written() {
  const [rows] = await asSuperuser<{ jobs: string[]; events: string[] }>(
    `SELECT array(SELECT data->>'id' FROM pgboss.job WHERE name = $1 ORDER BY 1) AS jobs,
            array(SELECT subject FROM audit_events
                   WHERE council_id = $2 AND type = 'member.digest-set' ORDER BY 1) AS events`,
    [QUEUE, council.id],
  );
  return rows;
}

describe('a job of a write', () => {
  it('is queued when the write commits', async () => {
    await write(council.as.lead, 'one');
    expect(await written()).toEqual({ jobs: ['one'], events: ['one'] });
  });

  it('is not queued when a later step fails', async () => {
    // The event is recorded after the job is queued, and the database refuses this subject.
    await expect(write(council.as.lead, 'one', { subject: '\0' })).rejects.toThrow('0x00');
    expect(await written()).toEqual({ jobs: [], events: [] });
  });

  it('is queued before a process that runs it has ever started', async () => {
    await write(council.as.lead, 'one', { queue: 'not-started' });
    expect(
      await asSuperuser("SELECT data ->> 'id' AS id FROM pgboss.job WHERE name = 'not-started'"),
    ).toEqual([{ id: 'one' }]);
  });

  it('is queued once for a form sent twice', async () => {
    await Promise.all([1, 2].map(() => write(withSubmission(council.as.lead, 'form'), 'one')));
    expect(await written()).toEqual({ jobs: ['one'], events: ['one'] });
  });
});

it(
  'exists for each write and no other, whenever the process is killed',
  async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < roundsOf(100); round += 1) {
      const child = spawn(
        process.execPath,
        [
          '--conditions=react-server',
          '--disable-warning=ExperimentalWarning',
          'tests/setup/writing-process.ts',
          council.slug,
          QUEUE,
        ],
        { env: process.env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
      );
      const writes = acknowledged.length + 1 + (round % 5);
      for await (const [id] of on(child, 'message', { close: ['exit'] })) {
        acknowledged.push(id);
        if (acknowledged.length >= writes) break;
      }
      expect(acknowledged).toHaveLength(writes);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const { jobs = [], events } = (await written()) ?? {};
    expect(jobs).toEqual(events);
    expect(new Set(jobs).size).toBe(jobs.length);
    expect(jobs).toEqual(expect.arrayContaining(acknowledged));
  },
  roundsOf(100) * 10_000,
);
