import { beforeEach, describe, expect, it } from 'vitest';
import { importReturnList } from '#lib/exchange/imports/commands.ts';
import { previewReturnList } from '#lib/exchange/imports/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { read } from '#lib/platform/db/read.ts';
import { withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { endInspection, startInspection } from '#lib/record/inspections/commands.ts';
import {
  answerItem,
  assignItems,
  carryAnswers,
  changeAnswer,
  changeReturn,
  readyItems,
  removeAnswer,
  reopenItems,
  sendReturn,
  signItems,
  startForReal,
  startReturn,
  unsendReturn,
} from '#lib/record/returns/commands.ts';
import {
  getReturn,
  getReturnVersions,
  listAnsweredBy,
  listDueItems,
  listReturns,
  loadReturn,
} from '#lib/record/returns/queries.ts';
import {
  returnAnswerRecords,
  returnItemRecords,
  returnRecords,
  returnVersionRecords,
} from '#lib/record/returns/records.ts';
import { describeGaps } from '#lib/record/returns/rules.ts';
import type { MoveItems } from '#lib/record/returns/schema.ts';
import {
  answerInput,
  asSuperuser,
  inspectionInput,
  itemFile,
  makeCouncil,
  makeEvidenceLink,
  makeMeasure,
  returnInput,
  type TestCouncil,
} from './council-factory.ts';

const ABOUT = { inspection: 1, list: 1 } as const;
const RECORDS = [returnRecords, returnVersionRecords, returnItemRecords, returnAnswerRecords] as const;

let council: TestCouncil;
beforeEach(async () => {
  council = await makeCouncil();
  await startInspection(council.as.lead, inspectionInput());
  await startReturn(council.as.lead, returnInput());
});

async function listNow() {
  const list = await getReturn(council.as.reader, 1, 1);
  if (!list) throw new Error('There is no list');
  return list;
}

async function itemNow(key: number) {
  const item = (await listNow()).items.find((one) => one.key === key);
  if (!item) throw new Error(`There is no item ${key}`);
  return item;
}

/** The items as a page shows them now. */
async function seen(...keys: readonly number[]): Promise<MoveItems> {
  const items = await Promise.all(keys.map(async (key) => ({ key, version: (await itemNow(key)).version })));
  return { ...ABOUT, items };
}

const evidence = (item: number, ...cited: readonly (readonly [reference: string, place: string])[]) =>
  answerInput({
    ...{ item, kind: 'evidence' },
    cited: cited.map(([reference, place]) => ({ reference, place })),
  });
const see = (item: number, other: number) =>
  answerInput({ item, kind: 'see', see: other, place: 'section 3' });

describe('a list', () => {
  it('starts with our checklist, without numbers', async () => {
    const list = await listNow();
    expect(list).toMatchObject({ origin: 'checklist', listVersion: 1, dueOn: '2026-12-07' });
    expect(list.items.length).toBeGreaterThan(40);
    expect(list.items.every(({ number }) => number === '')).toBe(true);
  });

  it('is not changed over what somebody else saved', async () => {
    const { lead } = council.as;
    const change = {
      ...ABOUT,
      name: 'Return',
      askedOn: '2026-11-16',
      dueOn: '2026-12-09',
      version: 2,
    } as const;
    expect(await changeReturn(lead, change)).toEqual({ outcome: 'saved' });
    expect(await changeReturn(lead, change)).toEqual({ outcome: 'unchanged' });
    expect(await changeReturn(lead, { ...change, name: 'Other' })).toMatchObject({
      outcome: 'conflict',
      latest: { version: 3 },
    });
    expect(await changeReturn(lead, { ...change, version: 3, dueOn: '2026-11-15' })).toEqual({
      outcome: 'due before asked',
    });
    expect((await itemNow(1)).dueOn).toBe('2026-12-09');
  });
});

describe('an answer', () => {
  it('of each kind is kept, and leaves in the order of the list', async () => {
    const { lead, contributor } = council.as;
    const reference = await makeEvidenceLink(lead);
    const { measure } = await makeMeasure(lead);
    expect(await answerItem(contributor, evidence(1, [reference, 'page 4'], [reference, 'page 9']))).toEqual({
      outcome: 'answered',
      ...{ next: 2, notReady: false },
    });
    await answerItem(lead, see(2, 1));
    await answerItem(lead, answerInput({ item: 3, kind: 'link', url: 'https://council.example/plan' }));
    await answerItem(lead, answerInput({ item: 4, kind: 'table', measure }));
    await answerItem(lead, answerInput({ item: 5 }));
    const follows = { kind: 'follows', followsOn: '2027-01-11', reason: '' } as const;
    await answerItem(lead, answerInput({ item: 6, ...follows }));
    const returned = await read(council.as.reader, (db) => loadReturn(db, 1, 1));
    expect(returned?.items.slice(0, 6).map(({ answers }) => answers)).toEqual([
      [
        { kind: 'evidence', reference, place: 'page 4', page: 4 },
        { kind: 'evidence', reference, place: 'page 9', page: 9 },
      ],
      [{ kind: 'see', item: 'No. 1', place: 'section 3' }],
      [{ kind: 'link', url: 'https://council.example/plan' }],
      [{ kind: 'table', measure }],
      [{ kind: 'not_held', reason: 'Not kept' }],
      [{ kind: 'follows', followsOn: '2027-01-11', reason: '' }],
    ]);
    expect(returned?.tables).toMatchObject([{ measure }]);
    const [summary] = await listReturns(council.as.reader, 1);
    expect(summary?.counts.answered).toBe(6);
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });

  it('is refused if it leads nowhere', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead);
    await answerItem(lead, evidence(1, [reference, ''], [reference, ''], [reference, 'page 2']));
    expect((await itemNow(1)).answers.map(({ place }) => place)).toEqual(['', 'page 2']);
    expect(await answerItem(lead, evidence(1, [reference, '']))).toEqual({ outcome: 'nothing new' });
    const notHeld = answerInput({ item: 4 });
    await answerItem(lead, notHeld);
    expect(await answerItem(lead, notHeld)).toEqual({ outcome: 'nothing new' });
    expect(await answerItem(lead, evidence(1, ['E999', '']))).toEqual({
      outcome: 'unknown evidence',
      references: ['E999'],
    });
    await answerItem(lead, see(2, 1));
    expect(await answerItem(lead, see(1, 2))).toEqual({ outcome: 'circle' });
    expect(await answerItem(lead, see(1, 1))).toEqual({ outcome: 'unknown item' });
    expect(await answerItem(lead, answerInput({ item: 3, kind: 'table', measure: 'none' }))).toEqual({
      outcome: 'unknown measure',
    });
  });

  it('is not changed or removed over what somebody else saved', async () => {
    const { lead, contributor } = council.as;
    await answerItem(lead, answerInput());
    const answer = (await itemNow(1)).answers[0]?.id ?? '';
    const about = { ...ABOUT, item: 1, answer, version: 1 };
    expect(await changeAnswer(lead, { ...about, reason: 'Not collected' })).toEqual({ outcome: 'saved' });
    expect(await changeAnswer(contributor, { ...about, reason: 'Other' })).toMatchObject({
      outcome: 'conflict',
      latest: { version: 2, changed: { by: lead.person.name } },
    });
    expect(await removeAnswer(contributor, about)).toMatchObject({ outcome: 'conflict' });
    expect(await removeAnswer(contributor, { ...about, version: 2 })).toEqual({ outcome: 'removed' });
    expect(await removeAnswer(contributor, about)).toEqual({ outcome: 'not found' });
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });

  it('of evidence that is withdrawn does not count any more', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead);
    await answerItem(lead, { ...evidence(1, [reference, '']), ready: true });
    expect((await listReturns(lead, 1))[0]?.counts).toMatchObject({ answered: 1, ready: 1, faulty: 0 });
    await withdrawEvidence(lead, reference, 'Out of date');
    expect((await listReturns(lead, 1))[0]?.counts).toMatchObject({ answered: 0, faulty: 1 });
    expect(describeGaps(await listAnsweredBy(lead, [reference]))).toBe(
      'It answers no. 1 of the list of “Information return”, which would have to be answered again.',
    );
    expect(await listAnsweredBy(lead, [reference, 'E999'])).toHaveLength(1);
    expect(await listAnsweredBy(lead, [])).toEqual([]);
    expect(await signItems(council.as.director, await seen(1))).toMatchObject({
      outcome: 'refused',
      refused: [{ why: 'no answer' }],
    });
  });
});

describe('sign-off', () => {
  it('is by somebody else than the owner, of what they saw', async () => {
    const { lead, director } = council.as;
    const owner = lead.person.id;
    expect(await assignItems(lead, { ...(await seen(1, 2)), owner, dueOn: '2026-12-01' })).toEqual({
      outcome: 'assigned',
      count: 2,
    });
    expect(await readyItems(lead, await seen(1))).toMatchObject({ refused: [{ why: 'no answer' }] });
    await answerItem(lead, answerInput({ ready: true }));
    await answerItem(lead, answerInput({ item: 2, ready: true }));
    expect(await signItems(lead, await seen(1, 2))).toMatchObject({
      refused: [{ why: 'own item' }, { why: 'own item' }],
    });
    const shown = await seen(1, 2);
    await answerItem(lead, answerInput({ reason: 'Not collected' }));
    expect(await signItems(director, shown)).toEqual({ outcome: 'changed meanwhile' });
    expect(await signItems(director, await seen(1, 2))).toEqual({ outcome: 'moved', count: 2 });
    expect(await answerItem(lead, answerInput({ reason: 'Late' }))).toEqual({ outcome: 'signed off' });
    expect(await itemNow(1)).toMatchObject({ state: 'signed_off', signed: { by: director.person.name } });
    expect(await reopenItems(director, await seen(1))).toEqual({ outcome: 'moved', count: 1 });
    const due = await read(lead, listDueItems);
    expect(due.find(({ item }) => item.key === 1)).toMatchObject({
      ...{ owner: { id: owner }, dueOn: '2026-12-01' },
    });
    expect(due.find(({ item }) => item.key === 2)).toBeUndefined();
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });

  it('is taken back when who signed becomes the owner', async () => {
    const { lead } = council.as;
    await answerItem(lead, answerInput({ ready: true }));
    await signItems(lead, await seen(1));
    const owner = lead.person.id;
    await assignItems(lead, { ...(await seen(1)), owner, dueOn: undefined });
    expect(await itemNow(1)).toMatchObject({ state: 'open', owner: { id: owner }, signed: null });
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });
});

describe('a list that was sent, or whose inspection has ended', () => {
  it('keeps its answers until it is opened again', async () => {
    const { lead } = council.as;
    await answerItem(lead, answerInput());
    const version = (await listNow()).version;
    const send = { ...ABOUT, sentOn: '2026-12-04', version } as const;
    expect(await sendReturn(lead, { ...send, pack: 99 })).toEqual({ outcome: 'unknown pack' });
    expect(await sendReturn(lead, { ...send, pack: null })).toEqual({ outcome: 'sent' });
    expect(await answerItem(lead, answerInput({ reason: 'Late' }))).toEqual({ outcome: 'closed' });
    expect(await read(lead, listDueItems)).toEqual([]);
    expect(await unsendReturn(lead, { ...ABOUT, version: version + 1 })).toEqual({ outcome: 'opened' });
    expect(await answerItem(lead, answerInput({ reason: 'Late' }))).toMatchObject({ outcome: 'answered' });
    await endInspection(lead, { inspection: 1, version: 1, state: 'finished', endedOn: '2026-12-05' });
    expect(await answerItem(lead, answerInput({ reason: 'Later' }))).toEqual({ outcome: 'closed' });
    expect(await startReturn(lead, returnInput())).toEqual({ outcome: 'ended' });
  });

  it('is in the history, which vouches for it', async () => {
    const { lead } = council.as;
    await answerItem(lead, answerInput());
    const { entries } = await listActivity(lead, { kind: 'inspections' }, 1);
    expect(entries.map(({ title }) => title).slice(0, 3)).toEqual([
      'List “Information return”: no. 1 of the list answered',
      'List “Information return”: version 1 of its items',
      'CQC assessment: list “Information return” started',
    ]);
    await asSuperuser(`UPDATE return_answers SET reason = 'Other' WHERE council_id = $1`, [council.id]);
    await asSuperuser(`UPDATE return_items SET asked = 'Other' WHERE council_id = $1 AND key = 2`, [
      council.id,
    ]);
    const { rows } = await verifyCouncil(council, RECORDS);
    expect(rows.join('\n')).toContain('the text has changed');
    expect(rows.join('\n')).toContain('return-1-1: asks is');
  });
});

describe('a list that is imported', () => {
  const start = () => startReturn(council.as.lead, returnInput({ origin: 'regulator', name: 'Return' }));
  const about = { inspection: 1, list: 2 } as const;
  const importItems = async (...rows: readonly (readonly [string, string, string?])[]) => {
    const { lead } = council.as;
    const tried = await previewReturnList(lead, itemFile(...rows), new Map(), about);
    const fingerprint = tried?.ok ? tried.fingerprint : '';
    return importReturnList(lead, itemFile(...rows), fingerprint, new Map(), about);
  };

  it('keeps answers from version to version, and says what changed', async () => {
    const { lead } = council.as;
    await start();
    expect(await importItems(['1', 'Self-assessment'], ['2', 'Waiting times'], ['3', 'Carers'])).toEqual({
      outcome: 'imported',
      changes: 3,
    });
    await answerItem(lead, answerInput({ ...about, item: 2, ready: true }));
    await answerItem(lead, answerInput({ ...about, item: 3, ready: true }));
    expect(
      await importItems(['1', 'Self-assessment'], ['2', 'Waiting times by team'], ['4', 'Budget']),
    ).toEqual({
      outcome: 'imported',
      changes: 3,
    });
    const list = await getReturn(lead, 1, 2);
    expect(
      list?.items.map(({ key, number, state, removedIn, answers }) => [
        key,
        number,
        state,
        removedIn,
        answers.length,
      ]),
    ).toEqual([
      [1, '1', 'open', null, 0],
      [2, '2', 'open', null, 1],
      [4, '4', 'open', null, 0],
      [3, '3', 'ready', 2, 1],
    ]);
    expect(await carryAnswers(lead, { ...about, item: 3, see: 4 })).toEqual({
      ...{ outcome: 'carried', to: 4, count: 1 },
    });
    expect(await carryAnswers(lead, { ...about, item: 3, see: 4 })).toEqual({ outcome: 'nothing new' });
    expect(await carryAnswers(lead, { ...about, item: 2, see: 4 })).toEqual({ outcome: 'not found' });
    const versions = await getReturnVersions(lead, { ...about, from: 1, to: 2 });
    expect(versions?.changes.map(({ how, row }) => [how, row.number])).toEqual([
      ['changed', '2'],
      ['added', '4'],
      ['removed', '3'],
    ]);
    expect(
      await importItems(['1', 'Self-assessment'], ['2', 'Waiting times by team'], ['4', 'Budget']),
    ).toEqual({
      outcome: 'unchanged',
    });
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });

  it('opens an item again that goes to whoever signed it off', async () => {
    const { lead } = council.as;
    await start();
    await importItems(['1', 'Self-assessment'], ['2', 'Waiting times']);
    for (const item of [1, 2]) await answerItem(lead, answerInput({ ...about, item, ready: true }));
    const items = (await getReturn(lead, 1, 2))?.items ?? [];
    await signItems(lead, { ...about, items: items.map(({ key, version }) => ({ key, version })) });
    await importItems(['1', 'Self-assessment', council.as.lead.person.email], ['2', 'Waiting times', '']);
    expect((await getReturn(lead, 1, 2))?.items).toMatchObject([
      { state: 'open', owner: { id: lead.person.id }, signed: null },
      { state: 'signed_off', owner: null, signed: { id: lead.person.id } },
    ]);
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });

  it('is not imported over what changed after it was checked', async () => {
    const { lead } = council.as;
    await start();
    await importItems(['1', 'Self-assessment']);
    const file = itemFile(['1', 'Self-assessment of this year']);
    const tried = await previewReturnList(lead, file, new Map(), about);
    await answerItem(lead, answerInput(about));
    const result = await importReturnList(lead, file, tried?.ok ? tried.fingerprint : '', new Map(), about);
    expect(result).toMatchObject({ outcome: 'conflict' });
    expect(await importReturnList(lead, file, '', new Map(), { inspection: 1, list: 9 })).toBeNull();
  });
});

describe('a rehearsal', () => {
  it('starts the real one with its list and answers, of which none is ready', async () => {
    const { lead } = council.as;
    await startInspection(lead, inspectionInput({ rehearsal: true }));
    await startReturn(lead, returnInput({ inspection: 2 }));
    const about = { inspection: 2, list: 1 } as const;
    const [kept, withdrawn] = [await makeEvidenceLink(lead), await makeEvidenceLink(lead)];
    await answerItem(lead, { ...evidence(2, [kept, 'page 4'], [withdrawn, '']), ...about, ready: true });
    await answerItem(lead, { ...see(5, 2), ...about });
    await withdrawEvidence(lead, withdrawn, 'Out of date');
    const real = {
      ...about,
      name: 'CQC assessment 2027',
      noticeOn: '2027-01-04',
      dueOn: '2027-01-25',
    } as const;
    expect(await startForReal(lead, { ...real, inspection: 1 })).toEqual({ outcome: 'no rehearsal' });
    expect(await startForReal(lead, real)).toEqual({ outcome: 'started', inspection: 3, left: 1 });
    const list = await getReturn(lead, 3, 1);
    expect(list).toMatchObject({ dueOn: '2027-01-25', inspection: { rehearsal: false } });
    expect(list?.items[1]).toMatchObject({ state: 'open', answers: [{ place: 'page 4' }] });
    expect(list?.items[4]?.answers).toMatchObject([{ see: 2 }]);
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });
});
