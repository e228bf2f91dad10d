import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DigestKey, runMorningJobs, sendDigest } from '#lib/background/digests.ts';
import { SCHEDULED_JOBS, startQueue } from '#lib/background/queue.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { saveAction, saveMilestone } from '#lib/record/improvement/commands.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { setDisabled } from '#lib/record/members/commands.ts';
import { answerItem, assignItems, startReturn } from '#lib/record/returns/commands.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { setDigest } from '#lib/work/notices/commands.ts';
import { type MailServer, refusal, startMailServer } from '#tests/setup/mail-server.ts';
import {
  actionInput,
  answerInput,
  asSuperuser,
  inspectionInput,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  milestoneInput,
  ownerUrl,
  returnInput,
  type TestCouncil,
  withClient,
} from './council-factory.ts';

let mails: MailServer;
let council: TestCouncil & { readonly assessment: string };
let lead: CouncilContext;
let contributor: CouncilContext;
let reader: CouncilContext;

// Before the settings are first used, because they are read once.
beforeAll(async () => {
  mails = await startMailServer();
  Object.assign(process.env, { SMTP_URL: mails.url, MAIL_FROM: 'Assurance <assurance@service.example>' });
});
afterAll(() => mails.close());
// Once, so that the queues exist before jobs are added.
beforeAll(async () => (await startQueue({ poll: 1, watch: 1, heartbeat: 10 })).stop());

beforeEach(async () => {
  Object.assign(mails, { arrived: 0, answer: async () => undefined, answerRecipient: () => undefined });
  mails.received.length = 0;
  // Otherwise digests of other tests' councils would be sent too.
  await asSuperuser('DELETE FROM pgboss.job');
  await asSuperuser('UPDATE notices SET read_at = now(), digest_day = NULL');
  await asSuperuser("UPDATE digests SET dropped = 'of another test' WHERE sent_at IS NULL");
  council = await makeAssessedCouncil();
  ({ lead, contributor, reader } = council.as);
});

const DAY = 24 * 60 * 60_000;
/** Half past seven in London on a Wednesday. Its digests hold notices from before 7. */
const WEDNESDAY = '2026-11-25T07:30:00Z';
const NEXT_MONDAY = '2026-11-30T07:30:00Z';

/** Mentions people in a comment dated at that time. */
async function mention(people: readonly CouncilContext[], at: string, by = lead): Promise<void> {
  await makeComment(by, { body: 'Secret words', mention: people.map(({ person }) => person.id) });
  await asSuperuser(
    `UPDATE notices SET created_at = $1
      WHERE council_id = $2 AND comment_id = (SELECT id FROM comments WHERE council_id = $2 ORDER BY id DESC LIMIT 1)`,
    [at, by.council.id],
  );
}

/** The jobs that a morning adds for this test's council. */
async function morning(at: string): Promise<DigestKey[]> {
  await asSuperuser('DELETE FROM pgboss.job');
  await runMorningJobs(new Date(at));
  return queuedDigests();
}

async function queuedDigests(): Promise<DigestKey[]> {
  const jobs = await asSuperuser<{ data: DigestKey }>(
    `SELECT data FROM pgboss.job WHERE name = 'digest' AND data->>'council' = $1
      ORDER BY data->>'person', data->>'day'`,
    [council.id],
  );
  return jobs.map(({ data }) => data);
}

const keyOf = ({ person }: CouncilContext, day: CalendarDate): DigestKey => ({
  council: council.id,
  person: person.id,
  day,
});
const digests = () =>
  asSuperuser<{ day: string; sent: boolean; dropped: string | null }>(
    'SELECT day::text, sent_at IS NOT NULL AS sent, dropped FROM digests WHERE council_id = $1 ORDER BY day, person_id',
    [council.id],
  );

describe('a morning', () => {
  it('gives each person with unread notices from before 7am one digest, even when repeated', async () => {
    await mention([contributor, reader], '2026-11-25T06:59:00Z');
    await mention([contributor], '2026-11-24T12:00:00Z');
    const expected = [contributor, reader]
      .map((person) => keyOf(person, '2026-11-25'))
      .toSorted((a, b) => a.person.localeCompare(b.person));
    expect(await morning(WEDNESDAY)).toEqual(expected);
    expect(await morning(WEDNESDAY)).toEqual(expected);
    expect(await digests()).toHaveLength(2);
  });

  it('leaves later notices for the next, and gives none to people who have read everything', async () => {
    await mention([contributor], '2026-11-25T07:00:01Z');
    await mention([reader], '2026-11-25T06:00:00Z');
    await asSuperuser('UPDATE notices SET read_at = now() WHERE person_id = $1', [reader.person.id]);
    expect(await morning(WEDNESDAY)).toEqual([]);
    expect(await morning('2026-11-26T07:00:00Z')).toEqual([keyOf(contributor, '2026-11-26')]);
  });

  it('leaves out items of a return that are ready since, and not those that others still have', async () => {
    await startInspection(lead, inspectionInput());
    await startReturn(lead, returnInput());
    const items = async (...keys: readonly number[]) =>
      ((await getReturn(lead, 1, 1))?.items ?? []).filter(({ key }) => keys.includes(key));
    const about = { inspection: 1, list: 1, dueOn: '2026-11-26' } as const;
    await assignItems(lead, { ...about, items: await items(1), owner: contributor.person.id });
    await assignItems(lead, { ...about, items: await items(2, 3), owner: undefined });
    // Who can no longer answer it owns it still, so that the leads are told.
    await asSuperuser('UPDATE return_items SET owner_id = $1 WHERE council_id = $2 AND key = 2', [
      council.as.director.person.id,
      council.id,
    ]);
    await asSuperuser("UPDATE memberships SET digest = 'weekly' WHERE council_id = $1", [council.id]);
    await morning('2026-11-24T07:30:00Z');
    await answerItem(lead, answerInput({ ready: true }));
    expect((await morning(NEXT_MONDAY)).map(({ person }) => person)).toEqual([lead.person.id]);
    const sent = await asSuperuser<{ kind: string }>(
      "SELECT kind::text FROM notices WHERE council_id = $1 AND detail LIKE '2026-11-26 %' AND digest_day IS NOT NULL ORDER BY id",
      [council.id],
    );
    expect(sent.map(({ kind }) => kind)).toEqual(['return_due', 'return_overdue']);
  });

  it('leaves out actions and milestones that were done or moved since', async () => {
    const due = { dueOn: '2026-11-26', owner: contributor.person.id } as const;
    await saveAction(lead, actionInput({ ...due, title: 'Shorter waits' }));
    await saveAction(lead, actionInput({ dueOn: '2026-11-24', ownerName: 'Ann Lee' }));
    await saveMilestone(lead, milestoneInput({ dueOn: '2026-11-20' }));
    await saveAction(lead, actionInput({ ...due, title: 'In good time', dueOn: '2027-11-26' }));
    await asSuperuser("UPDATE memberships SET digest = 'weekly' WHERE council_id = $1", [council.id]);
    await asSuperuser("UPDATE notices SET read_at = now() WHERE kind = 'action_assigned'");
    await morning(WEDNESDAY);
    const told = await asSuperuser<{ told: string }>(
      `SELECT concat_ws(' ', person_id, kind, action_number, trim(detail)) AS told FROM notices
        WHERE council_id = $1 AND kind IN ('action_due', 'action_overdue') ORDER BY detail`,
      [council.id],
    );
    expect(told.map((one) => one.told)).toEqual([
      `${contributor.person.id} action_overdue 1 2026-11-20 1`,
      `${lead.person.id} action_overdue 2 2026-11-24`,
      `${contributor.person.id} action_due 1 2026-11-26`,
    ]);
    // The milestone is reached and action 2 has moved, so that one notice of the three is left.
    await asSuperuser("UPDATE action_milestones SET done_on = '2026-11-26' WHERE council_id = $1", [
      council.id,
    ]);
    await asSuperuser(
      "UPDATE improvement_actions SET due_on = '2027-03-31' WHERE council_id = $1 AND number = 2",
      [council.id],
    );
    expect(await morning(NEXT_MONDAY)).toEqual([keyOf(contributor, '2026-11-30')]);
    const sent = await asSuperuser<{ detail: string }>(
      `SELECT trim(detail) AS detail FROM notices
        WHERE council_id = $1 AND digest_day IS NOT NULL AND kind IN ('action_due', 'action_overdue') ORDER BY detail`,
      [council.id],
    );
    // By Monday it was due, which is a notice of its own.
    expect(sent).toEqual([{ detail: '2026-11-26' }, { detail: '2026-11-26' }]);
  });

  it('counts from the last 7am when the service restarts at night', async () => {
    await mention([contributor], '2026-11-25T06:00:00Z');
    await mention([contributor], '2026-11-25T20:00:00Z');
    expect(await morning('2026-11-26T03:00:00Z')).toEqual([keyOf(contributor, '2026-11-25')]);
    const [row] = await asSuperuser<{ claimed: number }>(
      'SELECT count(digest_day)::int AS claimed FROM notices WHERE council_id = $1',
      [council.id],
    );
    expect(row).toEqual({ claimed: 1 });
  });

  it('gives weekly digests on Mondays, catches up on a missed Monday, and gives none to people who opted out', async () => {
    await setDigest(contributor, 'weekly');
    await setDigest(reader, 'off');
    await mention([contributor, reader], '2026-11-24T12:00:00Z');
    expect(await morning(WEDNESDAY)).toEqual([]);
    expect(await morning('2026-12-01T08:00:00Z')).toEqual([keyOf(contributor, '2026-11-30')]);
    expect(await morning('2026-12-02T08:00:00Z')).toEqual([keyOf(contributor, '2026-11-30')]);
    expect(await digests()).toHaveLength(1);
  });

  it('gives none to disabled people, and sends nothing older than two weeks', async () => {
    await mention([contributor, reader], '2026-11-24T12:00:00Z');
    await mention([reader], '2026-11-10T12:00:00Z');
    await setDisabled(council.as.admin, contributor.person.id, true);
    expect(await morning(WEDNESDAY)).toEqual([keyOf(reader, '2026-11-25')]);
    const rows = await asSuperuser(
      'SELECT digest_day::text AS day FROM notices WHERE person_id = $1 ORDER BY created_at',
      [reader.person.id],
    );
    expect(rows).toEqual([{ day: null }, { day: '2026-11-25' }]);
  });

  it.each([
    ['2026-03-29', '2026-03-29T05:59:59Z', '2026-03-29T06:00:01Z'],
    ['2026-10-25', '2026-10-25T06:59:59Z', '2026-10-25T07:00:01Z'],
  ] as const)('is at 7am in London on %s, when the clocks change', async (day, before, after) => {
    await mention([contributor], before);
    await mention([reader], after);
    expect(await morning(before)).toEqual([]);
    expect(await morning(after)).toEqual([keyOf(contributor, day)]);
  });

  it('makes each digest once when two mornings run at the same moment', async () => {
    await mention([contributor, reader], '2026-11-24T12:00:00Z');
    await Promise.all(Array.from({ length: 4 }, () => morning(WEDNESDAY)));
    expect(await digests()).toHaveLength(2);
  });
});

describe('a digest', () => {
  beforeEach(async () => {
    const reference = await makeEvidenceLink(lead, { title: 'Title that stays inside' });
    const on = { kind: 'evidence', reference } as const;
    await makeComment(lead, { body: 'Secret words', mention: [contributor.person.id] }, on);
    await asSuperuser("UPDATE notices SET created_at = '2026-11-24T11:00:00Z' WHERE council_id = $1", [
      council.id,
    ]);
    await mention([contributor], '2026-11-24T12:00:00Z');
    await morning(WEDNESDAY);
  });
  const key = () => keyOf(contributor, '2026-11-25');

  it('is one mail with a line and a link for each notice, without any of the text', async () => {
    await sendDigest(key());
    expect(mails.received).toHaveLength(1);
    const [mail] = mails.received;
    const base = `http://localhost:3000/councils/${council.slug}`;
    expect(mail?.to).toEqual([contributor.person.email]);
    expect(mail?.headers).toMatchObject({
      from: 'Assurance <assurance@service.example>',
      'message-id': expect.stringMatching(/^<digest\.[0-9a-f]{64}@localhost\.3000>$/),
      'auto-submitted': 'auto-generated',
      'list-unsubscribe': `<${base}/notices#digest>`,
    });
    expect(mail?.headers.subject).toContain('2 notifications for you in');
    const plain = mail?.parts['text/plain'] ?? '';
    const html = mail?.parts['text/html'] ?? '';
    expect(plain).toContain(
      `- ${lead.person.name} mentioned you in a comment on evidence E1\n  ${base}/evidence/E1/comments`,
    );
    expect(plain).toContain(
      `- ${lead.person.name} mentioned you in a comment on Assessing needs\n  ${base}/assessment/QS1/comments`,
    );
    expect(html).toContain(`<a href="${base}/assessment/QS1/comments"`);
    expect(html).toContain(`${base}/notices#digest`);
    expect(JSON.stringify(mail)).not.toMatch(/Secret words|stays inside/);
    expect(JSON.stringify(mail)).not.toContain(council.id);
    expect(JSON.stringify(mail)).not.toContain(contributor.person.id);
    expect(await digests()).toEqual([{ day: '2026-11-25', sent: true, dropped: null }]);
  });

  it('is sent once, even when sent again or by several at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => sendDigest(key())));
    await sendDigest(key());
    expect(mails.received).toHaveLength(1);
  });

  it('is retried when the mail server does not accept it now', async () => {
    mails.answer = async () => refusal(451, 'Try again later');
    await expect(sendDigest(key())).rejects.toThrow('Try again later');
    expect(await digests()).toEqual([{ day: '2026-11-25', sent: false, dropped: null }]);
    mails.answer = async () => undefined;
    await sendDigest(key());
    expect(mails.received).toHaveLength(1);
  });

  it('is queued again on later mornings after the queue gave up', async () => {
    expect(await morning('2026-11-26T07:30:00Z')).toEqual([key()]);
    expect(await morning(NEXT_MONDAY)).toEqual([key()]);
    expect(await morning('2026-12-10T07:30:00Z')).toEqual([]);
  });

  it('to an invalid address is dropped', async () => {
    mails.answerRecipient = () => refusal(550, 'No such mailbox');
    await sendDigest(key());
    expect(await digests()).toEqual([
      { day: '2026-11-25', sent: false, dropped: 'refused by the mail server' },
    ]);
    expect(await morning('2026-11-26T07:30:00Z')).toEqual([]);
  });

  it('is not sent to someone who has since opted out or been disabled', async () => {
    await setDigest(contributor, 'off');
    await sendDigest(key());
    expect(mails.received).toEqual([]);
    expect(await digests()).toEqual([{ day: '2026-11-25', sent: false, dropped: 'no longer wanted' }]);
  });

  it('of another council is not found: a job names both', async () => {
    const other = await makeAssessedCouncil();
    await sendDigest({ ...key(), council: other.id });
    expect(mails.received).toEqual([]);
  });
});

describe('the queue', () => {
  it('runs with the application’s role, on the tables that its release of pg-boss needs', async () => {
    const boss = new PgBoss({ connectionString: env().DATABASE_URL, migrate: false, schedule: false });
    await boss.start();
    expect(await boss.detectSchemaDrift()).toMatchObject({ ok: true });
    await boss.stop();
  });

  it('cannot create its own tables', async () => {
    for (const sql of ['CREATE TABLE pgboss.x ()', 'CREATE SCHEMA x', 'DROP TABLE pgboss.job']) {
      const asApplication = withClient(env().DATABASE_URL, (client) => client.query(sql));
      await expect(asApplication, sql).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('runs at 7am in London on both days when the clocks change', () => {
    const boss = new PgBoss({ connectionString: env().DATABASE_URL });
    const next = (from: string) =>
      boss
        .previewSchedule(SCHEDULED_JOBS.morning.schedule, {
          tz: 'Europe/London',
          from: new Date(from),
          count: 3,
        })
        .map((time) => time.toISOString());
    expect(next('2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T06:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
    ]);
    expect(next('2026-10-23T12:00:00Z')).toEqual([
      '2026-10-24T06:00:00.000Z',
      '2026-10-25T07:00:00.000Z',
      '2026-10-26T07:00:00.000Z',
    ]);
  });

  it('sends a morning’s digests, and catches up after downtime', async () => {
    const queue = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
    const schedules = await asSuperuser(
      'SELECT name, cron, timezone, options FROM pgboss.schedule ORDER BY name',
    );
    await queue.stop();
    expect(schedules).toEqual([
      expect.objectContaining({ name: 'make-packs', cron: '* * * * *' }),
      {
        name: 'morning',
        cron: '0 7 * * *',
        timezone: 'Europe/London',
        options: { tz: 'Europe/London', missed: 'once' },
      },
      expect.objectContaining({ name: 'read-texts', cron: '* * * * *' }),
      expect.objectContaining({ name: 'scan-clean-again', cron: '*/5 * * * *' }),
      expect.objectContaining({ name: 'scan-waiting', cron: '* * * * *' }),
      expect.objectContaining({ name: 'tidy', timezone: 'Europe/London' }),
    ]);
    await mention([contributor, reader], new Date(Date.now() - 2 * DAY).toISOString());
    // As if the service had last checked the clock two days ago.
    await asSuperuser("UPDATE pgboss.version SET cron_on = now() - interval '2 days'");
    await asSuperuser("UPDATE pgboss.schedule SET created_on = now() - interval '9 days'");
    const again = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
    await vi.waitFor(() => expect(mails.received).toHaveLength(2), { timeout: 20_000 });
    await again.stop();
    expect(mails.received.flatMap(({ to }) => to).toSorted()).toEqual(
      [contributor.person.email, reader.person.email].toSorted(),
    );
    expect(await digests()).toEqual([
      expect.objectContaining({ sent: true }),
      expect.objectContaining({ sent: true }),
    ]);
  });
});

describe('a whole council at once', () => {
  const PEOPLE = 45;

  it('gets its digests without pauses, even when one has to be retried', async () => {
    await asSuperuser(
      `WITH added AS (
         INSERT INTO people (id, email, name)
         SELECT gen_random_uuid(), n || '@' || $2, 'Person ' || n FROM generate_series(1, $3::int) n RETURNING id
       ), members AS (
         INSERT INTO memberships (council_id, person_id, role) SELECT $1, id, 'reader' FROM added
       )
       INSERT INTO notices (id, council_id, person_id, kind, assessment_id, statement, detail, key, created_at)
       SELECT gen_random_uuid(), $1, id, 'due', $4, 'QS1', '2026-11-30', 'due', now() - interval '2 days' FROM added`,
      [council.id, `${council.slug}.example`, PEOPLE, council.assessment],
    );
    let tries = 0;
    mails.answerRecipient = (address) => {
      if (!address.startsWith('7@')) return undefined;
      tries += 1;
      return tries === 1 ? refusal(451, 'Try again later') : undefined;
    };
    const queue = await startQueue({ poll: 2, watch: 1, heartbeat: 10 });
    const boss = new PgBoss({ connectionString: env().DATABASE_URL, migrate: false, schedule: false });
    await boss.start();
    await boss.send('morning');
    await boss.stop();
    await vi.waitFor(() => expect(mails.received).toHaveLength(PEOPLE - 1), { timeout: 20_000 });
    await vi.waitFor(
      async () => {
        const due =
          "UPDATE pgboss.job SET start_after = now() WHERE name = 'digest' AND state = 'retry' RETURNING id";
        expect(await asSuperuser(due)).toHaveLength(1);
      },
      { timeout: 20_000 },
    );
    await vi.waitFor(() => expect(mails.received).toHaveLength(PEOPLE), { timeout: 20_000 });
    await queue.stop();
    expect(tries).toBe(2);
    expect(new Set(mails.received.map(({ to }) => to.join())).size).toBe(PEOPLE);
  }, 60_000);
});

describe('a killed process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function startProcess(): Promise<ChildProcess> {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'tests/setup/queue-process.ts'],
      { env: process.env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    children.push(child);
    await once(child, 'message');
    return child;
  }

  /** Kills it, and makes the queue's timeouts for abandoned work and retries expire. */
  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await asSuperuser(
      `UPDATE pgboss.job
          SET heartbeat_on = heartbeat_on - interval '1 minute', retry_delay = 0, retry_backoff = false`,
    );
  }

  /** Queues those people's digests, as a morning does. */
  async function queueDigests(...people: readonly CouncilContext[]): Promise<void> {
    await mention(people, '2026-11-24T12:00:00Z');
    expect(await morning(WEDNESDAY)).toHaveLength(people.length);
  }

  it('during a mail leaves the work to the next one, which sends each digest once', async () => {
    await queueDigests(contributor, reader);
    let answers = 0;
    // The first mail is accepted. At the second the server stalls until the process is gone.
    mails.answer = async () => {
      answers += 1;
      if (answers === 2) await new Promise(() => undefined);
      return undefined;
    };
    const first = await startProcess();
    await vi.waitFor(() => expect(mails.arrived).toBe(2), { timeout: 15_000 });
    expect(mails.received).toHaveLength(1);
    await kill(first);
    await startProcess();
    await vi.waitFor(
      async () => {
        expect((await digests()).map(({ sent }) => sent)).toEqual([true, true]);
      },
      { timeout: 40_000 },
    );
    expect(mails.received.flatMap(({ to }) => to).toSorted()).toEqual(
      [contributor.person.email, reader.person.email].toSorted(),
    );
  }, 90_000);

  it('between acceptance and commit leads to the same mail again, with the same id', async () => {
    await queueDigests(contributor);
    const first = await withClient(ownerUrl(), async (client) => {
      // The digest's row can still be locked but not changed: the process gets as far as the mail server’s 250.
      await client.query('BEGIN');
      await client.query('LOCK TABLE digests IN SHARE MODE');
      const child = await startProcess();
      await vi.waitFor(() => expect(mails.received).toHaveLength(1), { timeout: 15_000 });
      await kill(child);
      await client.query('ROLLBACK');
      return mails.received[0];
    });
    expect(await digests()).toEqual([{ day: '2026-11-25', sent: false, dropped: null }]);
    await startProcess();
    await vi.waitFor(
      async () => {
        expect(await digests()).toEqual([{ day: '2026-11-25', sent: true, dropped: null }]);
      },
      { timeout: 40_000 },
    );
    expect(mails.received).toHaveLength(2);
    const [, second] = mails.received;
    expect(second?.headers['message-id']).toBe(first?.headers['message-id']);
    expect(second?.parts).toEqual(first?.parts);
  }, 90_000);
});
