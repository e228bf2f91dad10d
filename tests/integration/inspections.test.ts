import { beforeEach, describe, expect, it } from 'vitest';
import { runMorningJobs } from '#lib/background/digests.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { getOverview } from '#lib/pages/overview.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import {
  changeInspection,
  endInspection,
  finishStep,
  removeStep,
  reopenInspection,
  saveStep,
  startInspection,
} from '#lib/record/inspections/commands.ts';
import { inspectionRecords, inspectionStepRecords } from '#lib/record/inspections/events.ts';
import { getInspection, listInspections } from '#lib/record/inspections/queries.ts';
import { assignItems, startReturn } from '#lib/record/returns/commands.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { listMyDuties } from '#lib/work/duties/queries.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  asSuperuser,
  inspectionInput,
  makeCouncil,
  returnInput,
  stepInput,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
let inspection: number;
beforeEach(async () => {
  council = await makeCouncil();
  ({ number: inspection } = await startInspection(council.as.lead, inspectionInput()));
});

async function stepNow(key: string) {
  return (await getInspection(council.as.reader, inspection))?.steps.find((step) => step.key === key);
}

describe('a step of an inspection', () => {
  it('is worked out, set, and worked out again', async () => {
    const { lead } = council.as;
    expect(await stepNow('return')).toMatchObject({
      startsOn: '2026-12-07',
      origin: 'worked out',
      version: 0,
    });
    await saveStep(lead, stepInput({ inspection, step: 'return', setOn: '2026-12-09' }));
    expect(await stepNow('return')).toMatchObject({ startsOn: '2026-12-09', origin: 'set', version: 1 });
    await saveStep(lead, stepInput({ inspection, step: 'return', setOn: '2026-12-07', version: 1 }));
    expect(await stepNow('return')).toMatchObject({ setOn: null, origin: 'worked out', version: 2 });
    await changeInspection(lead, { inspection, version: 1, name: 'Renamed', noticeOn: '2026-11-17' });
    expect(await stepNow('return')).toMatchObject({ startsOn: '2026-12-08' });
  });

  it('keeps its date once it is done, and what CQC does has the day it was done', async () => {
    const { lead } = council.as;
    await saveStep(lead, stepInput({ inspection, step: 'return', doneOn: '2026-12-03' }));
    await changeInspection(lead, { inspection, version: 1, name: 'CQC assessment', noticeOn: '2026-11-17' });
    expect(await stepNow('return')).toMatchObject({ startsOn: '2026-12-07', doneOn: '2026-12-03' });
    await saveStep(lead, stepInput({ inspection, step: 'draft', doneOn: '2027-06-01' }));
    expect(await stepNow('draft')).toMatchObject({ setOn: null, startsOn: '2027-06-01' });
    expect(await stepNow('accuracy')).toMatchObject({ startsOn: '2027-06-15' });
  });

  it('is saved over what was seen, and not over what was not', async () => {
    const { lead, director } = council.as;
    const owner = director.person.id;
    const input = stepInput({ inspection, step: 'return', owner });
    expect(await saveStep(lead, input)).toEqual({ outcome: 'saved' });
    expect(await saveStep(lead, input)).toEqual({ outcome: 'unchanged' });
    const late = stepInput({ inspection, step: 'return', setOn: '2026-12-09' });
    expect(await saveStep(lead, late)).toMatchObject({ outcome: 'conflict', latest: { version: 1 } });
    const stranger = { ...late, owner: council.as.admin.person.id, version: 1 };
    expect(await saveStep(lead, stranger)).toEqual({ outcome: 'unknown person' });
  });

  it('is marked as done today with one press, and all else of it stays', async () => {
    const { lead } = council.as;
    const owner = council.as.director.person.id;
    await saveStep(lead, stepInput({ inspection, step: 'return', owner, days: 2 }));
    const done = { inspection, step: 'return', version: 1 };
    expect(await finishStep(lead, { ...done, version: 0 })).toMatchObject({ outcome: 'conflict' });
    const now = () => new Date('2026-12-03T23:30:00Z');
    expect(await finishStep({ ...lead, now }, done)).toEqual({ outcome: 'saved' });
    const facts = { doneOn: '2026-12-03', startsOn: '2026-12-07', days: 2, owner: { id: owner } };
    expect(await stepNow('return')).toMatchObject(facts);
    expect(await finishStep(lead, done)).toEqual({ outcome: 'unchanged' });
    // What nobody knew the date of was on that day.
    await finishStep({ ...lead, now }, { inspection, step: 'announced', version: 0 });
    expect(await stepNow('visit')).toMatchObject({ startsOn: '2027-01-21', origin: 'worked out' });
  });

  it('of the council’s own can be added and removed, one of the plan cannot', async () => {
    const { lead } = council.as;
    const own = stepInput({ inspection, name: 'Scrutiny committee', setOn: '2026-12-01' });
    expect(await saveStep(lead, own)).toEqual({ outcome: 'saved' });
    expect(await stepNow('own.1')).toMatchObject({ name: 'Scrutiny committee', isOwn: true });
    expect(await removeStep(lead, { inspection, step: 'own.1', version: 1 })).toEqual({ outcome: 'removed' });
    expect(await stepNow('own.1')).toBeUndefined();
    await saveStep(lead, stepInput({ inspection, step: 'return', setOn: '2026-12-09' }));
    expect(await removeStep(lead, { inspection, step: 'return', version: 1 })).toEqual({
      outcome: 'not found',
    });
    expect(await saveStep(lead, stepInput({ inspection, step: 'notice' }))).toEqual({ outcome: 'not found' });
  });
});

describe('a reminder', () => {
  const morning = (day: string) => runMorningJobs(new Date(`${day}T08:00:00Z`));
  const told = async (of: CouncilContext) => (await listNotices(of, 1)).notices.map(({ text }) => text);

  it('comes a week before a step of the council’s and when it is overdue, until that is done', async () => {
    const { lead, contributor } = council.as;
    await morning('2026-11-29');
    expect(await told(lead)).toEqual([]);
    await morning('2026-11-30');
    await morning('2026-12-01');
    expect(await told(lead)).toEqual(['CQC assessment: Information return due, 7 December 2026']);
    const owner = contributor.person.id;
    await saveStep(lead, stepInput({ inspection, step: 'return', owner, setOn: '2026-12-09' }));
    await morning('2026-12-02');
    await morning('2026-12-10');
    expect(await told(contributor)).toEqual([
      'CQC assessment: Information return due, 9 December 2026, is not marked as done',
      'CQC assessment: Information return due, 9 December 2026',
    ]);
    const done = { setOn: '2026-12-11', doneOn: '2026-12-10', version: 1 } as const;
    await saveStep(lead, stepInput({ inspection, step: 'return', owner, ...done }));
    await morning('2026-12-12');
    expect(await told(contributor)).toHaveLength(2);
    expect(await told(lead)).toHaveLength(1);
  });

  it('does not come of what CQC does, nor once the inspection has ended', async () => {
    const { lead } = council.as;
    await saveStep(lead, stepInput({ inspection, step: 'announced', setOn: '2026-11-18' }));
    await endInspection(lead, { inspection, version: 1, state: 'abandoned', endedOn: '2026-11-20' });
    await morning('2026-12-01');
    expect(await told(lead)).toEqual([]);
    await reopenInspection(lead, { inspection, version: 2 });
    await morning('2026-12-01');
    expect((await told(lead)).filter((text) => !text.includes('Information return'))).toEqual([]);
  });
});

describe('a reminder of items of a return', () => {
  const morning = (day: string) => runMorningJobs(new Date(`${day}T08:00:00Z`));
  const told = async (of: CouncilContext) => (await listNotices(of, 1)).notices.map(({ text }) => text);
  const itemsNow = async () => (await getReturn(council.as.lead, inspection, 1))?.items ?? [];

  it('comes to their owner a week before and when they are late, until they are ready', async () => {
    const { lead, contributor } = council.as;
    await startReturn(lead, returnInput({ inspection }));
    const count = (await itemsNow()).length;
    const owned = (await itemsNow()).slice(0, 2).map(({ key, version }) => ({ key, version }));
    await assignItems(lead, {
      ...{ inspection, list: 1, items: owned, owner: contributor.person.id, dueOn: null },
    });
    expect(await listMyDuties(contributor)).toMatchObject([
      { kind: 'items', list: { name: 'Information return' }, dueOn: '2026-12-07', days: { length: 2 } },
    ]);
    await morning('2026-12-01');
    await morning('2026-12-02');
    expect(await told(contributor)).toEqual([
      'Information return: 2 items of yours are due on 7 December 2026',
    ]);
    expect(await told(lead)).toContain(
      `Information return: ${count - 2} items that nobody owns are due on 7 December 2026`,
    );
    await morning('2026-12-08');
    expect((await told(contributor))[0]).toBe(
      'Information return: 2 items of yours were due on 7 December 2026',
    );
    await asSuperuser("UPDATE return_items SET state = 'ready' WHERE council_id = $1", [council.id]);
    await asSuperuser('DELETE FROM notices WHERE council_id = $1', [council.id]);
    await morning('2026-12-09');
    expect(await told(contributor)).toEqual([]);
  });
});

describe('the countdown on the summary', () => {
  it('is to the earliest next step of an inspection, not of a rehearsal', async () => {
    const { lead, reader } = council.as;
    const now = async () => (await getOverview(reader, new Date('2026-11-20T09:00:00Z'))).countdown;
    await startInspection(lead, inspectionInput({ noticeOn: '2026-11-01', rehearsal: true }));
    expect(await now()).toMatchObject({ number: 1, step: { key: 'return', startsOn: '2026-12-07' } });
    await startInspection(lead, inspectionInput({ noticeOn: '2026-11-10' }));
    expect(await now()).toMatchObject({ number: 3 });
    await endInspection(lead, { inspection: 3, version: 1, state: 'finished', endedOn: '2026-11-21' });
    await endInspection(lead, { inspection, version: 1, state: 'finished', endedOn: '2026-11-21' });
    expect(await now()).toBeNull();
  });
});

describe('an inspection', () => {
  it('ends, cannot be changed then, and is opened again', async () => {
    const { lead } = council.as;
    const end = { inspection, version: 1, state: 'finished', endedOn: '2027-07-01' } as const;
    expect(await endInspection(lead, { ...end, endedOn: '2026-11-15' })).toEqual({
      outcome: 'before notice',
    });
    expect(await endInspection(lead, end)).toEqual({ outcome: 'ended' });
    expect(await endInspection(lead, end)).toEqual({ outcome: 'already ended' });
    const step = stepInput({ inspection, step: 'return', setOn: '2026-12-09' });
    expect(await saveStep(lead, step)).toEqual({ outcome: 'ended' });
    const change = { inspection, version: 2, name: 'Renamed', noticeOn: '2026-11-16' } as const;
    expect(await changeInspection(lead, change)).toEqual({ outcome: 'ended' });
    expect(await reopenInspection(lead, { inspection, version: 2 })).toEqual({ outcome: 'opened' });
    expect(await changeInspection(lead, change)).toMatchObject({
      outcome: 'conflict',
      latest: { version: 3 },
    });
    expect(await saveStep(lead, step)).toEqual({ outcome: 'saved' });
  });

  it('is listed open ones first, then by its notice', async () => {
    const { lead, reader } = council.as;
    await startInspection(lead, inspectionInput({ noticeOn: '2026-11-20', rehearsal: true }));
    await startInspection(lead, inspectionInput({ noticeOn: '2026-11-10' }));
    await endInspection(lead, { inspection: 2, version: 1, state: 'abandoned', endedOn: '2026-11-21' });
    expect((await listInspections(reader)).map(({ number }) => number)).toEqual([1, 3, 2]);
  });

  it('is in the history, which vouches for it', async () => {
    const { lead } = council.as;
    const owner = council.as.contributor.person.id;
    await saveStep(lead, stepInput({ inspection, step: 'visit', setOn: '2027-03-15', days: 4, owner }));
    await saveStep(lead, stepInput({ inspection, name: 'Committee', setOn: '2026-12-01' }));
    await removeStep(lead, { inspection, step: 'own.1', version: 1 });
    await changeInspection(lead, { inspection, version: 1, name: 'Renamed', noticeOn: '2026-11-16' });
    await endInspection(lead, { inspection, version: 2, state: 'finished', endedOn: '2027-07-01' });
    const { entries } = await listActivity(lead, { kind: 'inspections' }, 1);
    expect(entries.map(({ title }) => title)).toEqual([
      'Inspection finished: Renamed',
      'Inspection changed: Renamed',
      'CQC assessment: Committee removed',
      'CQC assessment: Committee added',
      'CQC assessment: Visit changed',
      'Inspection started: CQC assessment',
    ]);
    const kinds = [inspectionRecords, inspectionStepRecords] as const;
    expect(await verifyCouncil(council, kinds)).toMatchObject({ firstBroken: null, rows: [] });
    await asSuperuser(`UPDATE inspection_steps SET days = 5 WHERE council_id = $1`, [council.id]);
    expect((await verifyCouncil(council, kinds)).rows.join()).toContain('step visit of inspection-1');
  });
});
