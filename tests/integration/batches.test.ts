import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownStatement } from '#lib/frameworks/known.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { acceptedHosts, refusalFor } from '#lib/platform/http/request-rules.ts';
import { makeBatch, undoBatch } from '#lib/record/batches/commands.ts';
import { getBatch, getSelection } from '#lib/record/batches/queries.ts';
import { batchSchema, type MakeBatch } from '#lib/record/batches/schema.ts';
import {
  explainEvidence,
  linkToStatements,
  restoreEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { PAGE_SIZES } from '#lib/record/evidence/sort.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { asSuperuser, makeAssessedCouncil, makeEvidenceLink, type TestCouncil } from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
  const { lead } = council.as;
  await makeEvidenceLink(lead, { title: 'Survey', owner: 'Ms Bell', tags: ['Board'], statement: 'QS1' });
  await makeEvidenceLink(lead, { title: 'Plan', owner: '', ownerId: lead.person.id });
  await makeEvidenceLink(lead, { title: 'Audit', owner: '' });
});

type Change<Input = MakeBatch> = Input extends MakeBatch ? Omit<Input, 'items' | 'seen' | 'batch'> : never;

/** The form as it is now. */
async function form(change: Change, items = [1, 2, 3]): Promise<MakeBatch> {
  const { seen } = await getSelection(council.as.lead, { numbers: items });
  return { ...change, items, seen, batch: randomUUID() } as MakeBatch;
}

async function list() {
  const { items } = await listEvidence(
    council.as.lead,
    { sort: { by: 'reference', reversed: false } },
    1,
    new Date(),
  );
  return items;
}

const expectIntact = async () =>
  expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });

async function lastSeq(): Promise<number> {
  const [row] = await asSuperuser<{ seq: number }>(
    'SELECT max(seq) AS seq FROM audit_events WHERE council_id = $1',
    [council.id],
  );
  return row?.seq ?? 0;
}

/** Items without events, up to this number. */
async function insertItems(last: number): Promise<void> {
  await asSuperuser(
    `INSERT INTO evidence_items (id, council_id, number, title, category, url, submission, created_by_id)
     SELECT gen_random_uuid(), $1, n, 'Item ' || n, 'people', 'https://council.example', n::text, $2
       FROM generate_series(4, $3::int) n`,
    [council.id, council.as.lead.person.id, last],
  );
}

describe('a change of many', () => {
  it.each([
    [
      'the owner',
      { do: 'owner', ownerId: 'lead' },
      ({ owner }) => owner.slice(0, 4),
      ['Cont', 'Cont', 'Cont'],
      null,
    ],
    [
      'the review date',
      { do: 'review', reviewBy: '2027-03-31' },
      ({ reviewBy }) => reviewBy,
      ['2027-03-31', '2027-03-31', '2027-03-31'],
      '31 March 2027',
    ],
    [
      'reviews',
      { do: 'current', reviewBy: '2027-03-31' },
      ({ reviewBy }) => reviewBy,
      ['2027-03-31', '2027-03-31', '2027-03-31'],
      '31 March 2027',
    ],
    [
      'tags',
      { do: 'tag', tags: ['board', 'Carers'] },
      ({ tags }) => tags.join(),
      ['Board,Carers', 'board,Carers', 'board,Carers'],
      'board and Carers',
    ],
    ['fewer tags', { do: 'untag', tags: ['BOARD'] }, ({ tags }) => tags.join(), ['', '', ''], 'Board'],
    [
      'links',
      { do: 'link', statement: ['QS1', 'QS2'], assessment: '' },
      ({ statements }) => statements.join(),
      ['QS1,QS2', 'QS1,QS2', 'QS1,QS2'],
      `${knownStatement('QS1').name} and ${knownStatement('QS2').name}`,
    ],
    [
      'withdrawals',
      { do: 'withdraw', reason: 'Replaced' },
      ({ state }) => state,
      ['withdrawn', 'withdrawn', 'withdrawn'],
      'Replaced',
    ],
  ] satisfies [
    string,
    Change,
    (item: Awaited<ReturnType<typeof list>>[number]) => unknown,
    unknown[],
    string | null,
  ][])('writes %s, and undoing it puts everything back', async (_, change, read, after, to) => {
    const { lead, contributor } = council.as;
    const before = await list();
    const input = await form({
      ...change,
      ...('ownerId' in change && { ownerId: contributor.person.id }),
      ...('assessment' in change && { assessment: council.assessment }),
    } as Change);
    const result = await makeBatch(lead, input);
    expect(result).toMatchObject({ outcome: 'made', left: 0 });
    expect((await list()).map(read)).toEqual(after);
    expect((await getBatch(lead, input.batch))?.to).toBe(to ?? contributor.person.name);
    await expectIntact();
    expect(await undoBatch(contributor, { batch: input.batch })).toEqual({ outcome: 'undone' });
    expect(await list()).toEqual(before);
    await expectIntact();
    expect(await undoBatch(lead, { batch: input.batch })).toEqual({ outcome: 'undone' });
  });

  it('puts items back in use, and undoing it withdraws them for the reason they had', async () => {
    const { lead } = council.as;
    await withdrawEvidence(lead, 'E1', 'Out of date');
    const input = await form({ do: 'restore' });
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'made', changed: 1, left: 0 });
    expect(await getBatch(lead, input.batch)).toMatchObject({
      changed: ['E1'],
      same: ['E2', 'E3'],
      to: null,
    });
    await undoBatch(lead, { batch: input.batch });
    expect((await getEvidenceItem(lead, 'E1'))?.steps[0]).toMatchObject({
      kind: 'withdrawn',
      reason: 'Out of date',
    });
    await expectIntact();
  });

  it('tells the people of statements once of what was withdrawn, and of one item by its name', async () => {
    const { lead, contributor } = council.as;
    await makeEvidenceLink(lead, { statement: 'QS1' });
    await linkToStatements(lead, 'E2', ['QS1'], council.assessment);
    await assignStatement(lead, 'QS1', {
      ...{ assessment: council.assessment, dueOn: null, owner: contributor.person.id, helpers: [] },
    });
    const input = await form({ do: 'withdraw', reason: 'Replaced' });
    await makeBatch(lead, input);
    await makeBatch(lead, await form({ do: 'withdraw', reason: 'Replaced' }, [4]));
    const { notices } = await listNotices(contributor, 1);
    const [who, at] = [lead.person.name, `/councils/${council.slug}/evidence`];
    expect(notices.slice(0, 2).map(({ text, href }) => [text, href])).toEqual([
      [`${who} withdrew E4, which a statement of yours uses`, `${at}/E4`],
      [`${who} withdrew 2 items of evidence that statements of yours use`, `${at}/many/${input.batch}`],
    ]);
  });

  it('says of each item that was found still current who checked it', async () => {
    const { lead } = council.as;
    await withdrawEvidence(lead, 'E2', 'Out of date');
    const input = await form({ do: 'current', reviewBy: '2027-03-31' });
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'made', changed: 2, left: 1 });
    expect(await makeBatch(lead, await form({ do: 'current', reviewBy: '2027-03-31' }))).toEqual({
      outcome: 'nothing',
      left: [{ reference: 'E2', reason: 'withdrawn' }],
    });
    expect(
      await asSuperuser(
        `SELECT subject, actor_id AS by, data FROM audit_events
          WHERE council_id = $1 AND type = 'evidence.reviewed' ORDER BY seq`,
        [council.id],
      ),
    ).toEqual(
      ['E1', 'E3'].map((subject) => ({
        ...{ subject, by: lead.person.id, data: { before: null, after: '2027-03-31' } },
      })),
    );
  });

  it('leaves and names what cannot be changed so', async () => {
    const { lead } = council.as;
    await withdrawEvidence(lead, 'E2', 'Out of date');
    const input = await form({ do: 'link', statement: ['QS3'], assessment: council.assessment });
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'made', changed: 2, left: 1 });
    expect((await getBatch(lead, input.batch))?.left).toEqual([{ reference: 'E2', reason: 'withdrawn' }]);
  });

  it('leaves what somebody changed after the page was opened', async () => {
    const { lead, contributor } = council.as;
    const input = await form({ do: 'review', reviewBy: '2027-03-31' });
    await withdrawEvidence(contributor, 'E3', 'Wrong file');
    await restoreEvidence(contributor, 'E3');
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'made', changed: 2, left: 1 });
    expect((await list()).map(({ reviewBy }) => reviewBy)).toEqual(['2027-03-31', '2027-03-31', null]);
    expect((await getBatch(lead, input.batch))?.left).toEqual([{ reference: 'E3', reason: 'changed' }]);
  });

  it('sent again changes nothing and is answered the same, also at the same time', async () => {
    const { lead } = council.as;
    const input = await form({ do: 'owner', ownerId: null });
    const [first, second] = await Promise.all([makeBatch(lead, input), makeBatch(lead, input)]);
    expect(first).toEqual({ outcome: 'made', changed: 2, left: 0 });
    expect(second).toEqual(first);
    const seq = await lastSeq();
    expect(await makeBatch(lead, input)).toEqual(first);
    expect(await lastSeq()).toBe(seq);
    await undoBatch(lead, { batch: input.batch });
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'undone' });
  });

  it('changes nothing for an unknown item, an owner who may not, or what is so already', async () => {
    const { lead, reader } = council.as;
    const seq = await lastSeq();
    expect(await makeBatch(lead, await form({ do: 'restore' }, [1, 99]))).toEqual({
      outcome: 'not found',
      missing: ['E99'],
    });
    expect(await makeBatch(lead, await form({ do: 'owner', ownerId: reader.person.id }))).toEqual({
      outcome: 'no owner',
    });
    expect(await makeBatch(lead, await form({ do: 'restore' }))).toEqual({ outcome: 'nothing', left: [] });
    expect(await lastSeq()).toBe(seq);
  });

  it('of 1,000 items is one write', { timeout: 60_000 }, async () => {
    const { lead } = council.as;
    await insertItems(1_000);
    const items = Array.from({ length: 1_000 }, (_, at) => at + 1);
    const input = await form({ do: 'tag', tags: ['Many'] }, items);
    expect(await makeBatch(lead, input)).toEqual({ outcome: 'made', changed: 1_000, left: 0 });
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
    expect(await undoBatch(lead, { batch: input.batch })).toEqual({ outcome: 'undone' });
    expect((await listEvidence(lead, { tag: 'Many' }, 1, new Date())).total).toBe(0);
  });
});

/** Tags all evidence in another process, which is killed while it does so. Returns the last tag that it told of. */
async function tagUntilKilled(first: number, wait: number): Promise<number> {
  const program = ['--conditions=react-server', 'tests/setup/batch-process.ts'];
  const child = spawn(
    process.execPath,
    [...program, council.slug, council.as.lead.person.id, String(first)],
    { env: { ...process.env, NODE_NO_WARNINGS: '1' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const [told] = (await once(child, 'message')) as [[number, string]];
  expect(told).toEqual([first, 'made']);
  await setTimeout(wait);
  let last = first;
  child.on('message', ([number]: [number, string]) => {
    last = number;
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  return last;
}

it('a change of many is whole or was never made, whenever its process is killed', {
  timeout: 60_000,
}, async () => {
  await insertItems(100);
  let first = 1;
  for (let round = 0; round < 3; round += 1) {
    const told = await tagUntilKilled(first, 7 * (round + 1));
    const rows = await asSuperuser<{ number: number; items: number }>(
      `SELECT substr(tag, 5)::int AS number, count(*)::int AS items FROM evidence_items, unnest(tags) tag
        WHERE council_id = $1 AND tag LIKE 'Tag %' GROUP BY tag ORDER BY 1`,
      [council.id],
    );
    expect(rows.map(({ items }) => items)).toEqual(rows.map(() => 100));
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
    expect(rows.length).toBeGreaterThanOrEqual(told);
    first = rows.length + 1;
    const [events] = await asSuperuser<{ made: number; changed: number }>(
      `SELECT count(*) FILTER (WHERE type = 'batch.made')::int AS made,
              count(*) FILTER (WHERE type = 'evidence.changed')::int AS changed
         FROM audit_events WHERE council_id = $1`,
      [council.id],
    );
    expect(events).toEqual({ made: rows.length, changed: rows.length * 100 });
  }
  expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
});

it.each([
  [{ do: 'owner', ownerId: '' }, 'Select the owner'],
  [{ do: 'tag', tags: ' , ' }, 'Enter at least one tag'],
  [{ do: 'review', reviewBy: '2020-01-01' }, 'Review by must be today or in the future'],
  [{ do: 'current', reviewBy: '' }, 'Enter when they should be reviewed again'],
  [{ do: 'withdraw', reason: '' }, 'Enter why they should no longer be used'],
])('the form of %o says: %s', (sent, message) => {
  const always = { batch: randomUUID(), items: '1-3', seen: '1' };
  expect(batchSchema.safeParse({ ...always, ...sent }).error?.issues[0]?.message).toBe(message);
});

it('is asked for with every item of the longest page of the list', () => {
  const items = Array.from({ length: Math.max(...PAGE_SIZES) }, (_, at) => `item=E${10_000 + at}`);
  const filter = Array.from({ length: 20 }, (_, at) => `filter${at}=${'a'.repeat(50)}`);
  const url = `/councils/exampleshire/evidence/many?${[...items, ...filter].join('&')}`;
  const headers = { host: 'assurance.example' };
  const hosts = acceptedHosts('https://assurance.example', false);
  expect(refusalFor({ method: 'GET', url, headers, rawHeaders: [] }, hosts)).toBeNull();
});

it('takes a page that is answered anew after going back for another change', () => {
  const page = { batch: randomUUID(), items: '1-3', seen: '1', do: 'tag' };
  const batches = ['winter', 'winter', 'summer'].map((tags) => batchSchema.parse({ ...page, tags }).batch);
  expect(new Set(batches)).toEqual(new Set([batches[0], batches[2]]));
  expect(batches[0]).not.toBe(batches[2]);
});

describe('undoing a change of many', () => {
  it('leaves what has been changed since, and says which', async () => {
    const { lead, contributor } = council.as;
    const input = await form({ do: 'link', statement: ['QS2'], assessment: council.assessment });
    await makeBatch(lead, input);
    await explainEvidence(contributor, 'E2', 'QS2', {
      ...{ shows: 'Waits are down', location: '', assessment: council.assessment, seen: null },
      fingerprint: fingerprintOfUse({ shows: '', location: '' }),
    });
    expect(await getBatch(lead, input.batch)).toMatchObject({
      ...{ changedSince: ['E2'], to: knownStatement('QS2').name },
    });
    expect(await undoBatch(lead, { batch: input.batch })).toEqual({ outcome: 'undone' });
    expect((await list()).map(({ statements }) => statements)).toEqual([['QS1'], ['QS2'], []]);
    expect((await getBatch(lead, input.batch))?.undone).toMatchObject({ undone: ['E1', 'E3'], left: ['E2'] });
    await expectIntact();
  });

  it('is not possible once every item was changed, or of another council', async () => {
    const { lead } = council.as;
    const input = await form({ do: 'withdraw', reason: 'Wrong' }, [3]);
    await makeBatch(lead, input);
    await restoreEvidence(lead, 'E3');
    expect(await undoBatch(lead, { batch: input.batch })).toEqual({ outcome: 'nothing' });
    const other = await makeAssessedCouncil();
    expect(await undoBatch(other.as.lead, { batch: input.batch })).toEqual({ outcome: 'not found' });
  });
});
