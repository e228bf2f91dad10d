import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importResults, importValues, undoResults, undoValues } from '#lib/exchange/imports/commands.ts';
import { getImportUndo, previewResults, previewValues } from '#lib/exchange/imports/queries.ts';
import { activityRecords, getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { figureFromDatabase, unformattedFigure } from '#lib/kernel/figures.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { submissionOf } from '#lib/platform/db/submissions.ts';
import { removeValue, saveValue, setTarget } from '#lib/record/measures/commands.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { removeCorrection } from '#lib/record/results/commands.ts';
import { listResults } from '#lib/record/results/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { loadPublishedResults } from '#prisma/seed/load-published-results.ts';
import {
  dumpCouncil,
  importFile,
  makeCouncil,
  measureValue,
  ownerUrl,
  resultFile,
  resultRow,
  type TestCouncil,
} from './council-factory.ts';

const WAIT = 'Average wait for home care';
const KEY = 'home-care-wait';

beforeAll(async () => {
  await loadLocalAuthorities(ownerUrl());
  await loadPublishedResults(ownerUrl());
});

let council: TestCouncil;
beforeEach(async () => {
  council = await makeCouncil();
});

async function lastEvent(context: CouncilContext): Promise<number> {
  return (await listActivity(context, {}, 1)).entries[0]?.seq ?? 0;
}

/** Imports values of one measure by period. Returns the number of the event. */
async function importOf(values: Readonly<Record<string, string>>): Promise<number> {
  const { contributor } = council.as;
  const file = importFile(...Object.entries(values).map(([period, value]) => [WAIT, period, value] as const));
  const tried = await previewValues(contributor, file);
  const done = await importValues(contributor, file, tried.ok ? tried.fingerprint : '');
  expect(done.outcome).toBe('imported');
  return lastEvent(contributor);
}

async function waits(): Promise<readonly string[]> {
  return (await valuesHeld()).map(({ value }) => unformattedFigure(value));
}

const valuesHeld = async () => (await getMeasure(council.as.lead, KEY))?.values ?? [];
const expectVerified = async () =>
  expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ rows: [] });

describe('undoing an import of values', () => {
  it('puts every value back in one event, once', async () => {
    const { lead, reader, contributor } = council.as;
    await saveValue(lead, KEY, measureValue({ value: figureFromDatabase('10'), source: 'Ours' }));
    const seq = await importOf({ '2024-25': '12', '2025-26': '9' });
    expect(await getImportUndo(lead, seq)).toMatchObject({
      of: 'values',
      by: contributor.person.name,
      decision: {
        outcome: 'undo',
        rows: [
          { name: `${WAIT}, 2024-25`, now: '12 days', after: null },
          { name: `${WAIT}, 2025-26`, now: '9 days', after: '10 days. Source: Ours' },
        ],
      },
    });

    expect(await undoValues(lead, { seq })).toEqual({ outcome: 'undone' });
    expect(await valuesHeld()).toMatchObject([{ value: figureFromDatabase('10'), source: 'Ours' }]);
    const event = await lastEvent(lead);
    const [record] = (await activityRecords(reader, {}, event).next()).value ?? [];
    expect(record).toContain(`Import of measure values undone (event ${seq})`);
    expect(record).toContain('1 removed, 1 changed back');
    expect((await getActivityEntry(reader, event))?.changes).toEqual([
      { name: `${WAIT}, 2024-25`, before: '12 days', after: null },
      { name: `${WAIT}, 2025-26`, before: '9 days', after: '10 days. Source: Ours' },
    ]);
    await expectVerified();

    const undone = { seq: event, by: lead.person.name, at: expect.any(Date) };
    expect((await getActivityEntry(reader, seq))?.undone).toEqual(undone);
    const before = await dumpCouncil(council.id);
    expect(await undoValues(contributor, { seq })).toEqual({ outcome: 'already undone', undone });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('is refused if one value has changed or is gone, and writes nothing', async () => {
    const { lead } = council.as;
    const seq = await importOf({ '2023-24': '13', '2024-25': '12', '2025-26': '9' });
    const [first, second] = await valuesHeld();
    await removeValue(lead, KEY, first?.id ?? '');
    if (!second) throw new Error('Nothing was imported');
    const { id, period } = second;
    await saveValue(lead, KEY, measureValue({ id, version: 1, period, value: figureFromDatabase('11') }));
    const before = await dumpCouncil(council.id);
    const refused = {
      outcome: 'refused',
      rows: [
        { name: `${WAIT}, 2023-24`, imported: '13 days', now: null, obstacle: 'changed' },
        { name: `${WAIT}, 2024-25`, imported: '12 days', now: '11 days', obstacle: 'changed' },
      ],
    };
    expect(await undoValues(lead, { seq })).toMatchObject(refused);
    expect(await getImportUndo(lead, seq)).toMatchObject({ decision: refused });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('is refused if a target starts from an added value', async () => {
    const { lead } = council.as;
    const seq = await importOf({ '2025-26': '9' });
    const [value] = await valuesHeld();
    const target = { version: 0, kind: 'change', amount: 100_000n, dueOn: '2028-03-31' } as const;
    expect(await setTarget(lead, KEY, { ...target, baseline: value?.id ?? '' })).toEqual({ outcome: 'set' });
    expect(await undoValues(lead, { seq })).toMatchObject({
      outcome: 'refused',
      rows: [{ obstacle: 'baseline' }],
    });
    expect(await waits()).toEqual(['9']);
  });

  it('goes back through imports of the same value, the latest first', async () => {
    const { lead } = council.as;
    const first = await importOf({ '2025-26': '9' });
    const second = await importOf({ '2025-26': '8' });
    expect(await undoValues(lead, { seq: first })).toMatchObject({ outcome: 'refused' });
    expect(await undoValues(lead, { seq: second })).toEqual({ outcome: 'undone' });
    expect(await waits()).toEqual(['9']);
    expect(await undoValues(lead, { seq: first })).toEqual({ outcome: 'undone' });
    expect(await waits()).toEqual([]);
    await expectVerified();
  });

  it('by two at once is done by one, and the other is told', async () => {
    const { lead, contributor } = council.as;
    const seq = await importOf({ '2025-26': '9' });
    const done = await Promise.all([lead, contributor].map((context) => undoValues(context, { seq })));
    expect(done.map(({ outcome }) => outcome).toSorted()).toEqual(['already undone', 'undone']);
    await expectVerified();
  });

  it('has one effect and one answer if its form is sent twice', async () => {
    const seq = await importOf({ '2025-26': '9' });
    const send = () =>
      undoValues({ ...council.as.lead, submission: submissionOf('form', 'undoValues', []) }, { seq });
    expect(await Promise.all([send(), send()])).toEqual([{ outcome: 'undone' }, { outcome: 'undone' }]);
    expect(await lastEvent(council.as.lead)).toBe(seq + 1);
  });

  it('is for people who may import, in their own council', async () => {
    const { lead, reader, admin } = council.as;
    const seq = await importOf({ '2025-26': '9' });
    for (const context of [reader, admin]) {
      expect(await getImportUndo(context, seq)).toBeNull();
      await expect(undoValues(context, { seq })).rejects.toThrow(NotAllowedError);
    }
    // An import of another kind, an event that is no import, and the event of another council.
    expect(await undoResults(admin, { seq })).toEqual({ outcome: 'not found' });
    expect(await getImportUndo(lead, seq - 1)).toBeNull();
    const other = await makeCouncil();
    expect(await getImportUndo(other.as.lead, seq)).toBeNull();
    expect(await undoValues(other.as.lead, { seq })).toEqual({ outcome: 'not found' });
    expect(await waits()).toEqual(['9']);
  });
});

describe('undoing an import of published results', () => {
  const IDS = { camden: 'E09000007', bolton: 'E08000001' };
  const sourceOf = async (id: string) =>
    (await listResults(council.as.reader)).rows.find((row) => row.id === id)?.facts.source;

  async function importRows(source: string, ...councils: readonly string[]): Promise<number> {
    const { admin } = council.as;
    const file = resultFile(
      ...councils.map((name) => resultRow({ council: name, source, rating: 'Outstanding', score: '92' })),
    );
    const tried = await previewResults(admin, file);
    await importResults(admin, file, tried.ok ? tried.fingerprint : '');
    return lastEvent(admin);
  }

  it('puts back the council’s own row, the shipped one or none', async () => {
    const { admin } = council.as;
    const shipped = await sourceOf(IDS.camden);
    const first = await importRows('First', 'Camden');
    const second = await importRows('Second', 'Camden', 'Bolton');
    expect(await undoResults(admin, { seq: first })).toMatchObject({
      outcome: 'refused',
      rows: [{ name: 'Camden', obstacle: 'changed' }],
    });
    expect(await undoResults(admin, { seq: second })).toEqual({ outcome: 'undone' });
    expect(await sourceOf(IDS.camden)).toBe('First');
    expect(await sourceOf(IDS.bolton)).toBeUndefined();
    await expectVerified();
    expect(await undoResults(admin, { seq: second })).toMatchObject({ outcome: 'already undone' });
    expect(await undoResults(admin, { seq: first })).toEqual({ outcome: 'undone' });
    expect(await sourceOf(IDS.camden)).toBe(shipped);
    await expectVerified();
  });

  it('puts back one kind of result and leaves the others', async () => {
    const { admin } = council.as;
    const first = await importRows('First', 'Camden');
    const file = resultFile(
      resultRow({ council: 'Camden', kind: 'review', source: 'Review' }),
      resultRow({ council: 'Camden', status: 'replaced', source: 'Second', rating: 'Outstanding' }),
    );
    const tried = await previewResults(admin, file);
    await importResults(admin, file, tried.ok ? tried.fingerprint : '');
    expect(await sourceOf(`${IDS.camden}-review`)).toBe('Review');
    await expectVerified();
    expect(await undoResults(admin, { seq: await lastEvent(admin) })).toEqual({ outcome: 'undone' });
    expect(await sourceOf(`${IDS.camden}-review`)).toBeUndefined();
    expect(await sourceOf(IDS.camden)).toBe('First');
    await expectVerified();
    expect(await undoResults(admin, { seq: first })).toEqual({ outcome: 'undone' });
    await expectVerified();
  });

  it('is refused if a row has been removed since, and writes nothing', async () => {
    const { admin, lead } = council.as;
    const seq = await importRows('Ours', 'Camden', 'Bolton');
    await removeCorrection(admin, IDS.bolton);
    const before = await dumpCouncil(council.id);
    expect(await undoResults(admin, { seq })).toMatchObject({
      outcome: 'refused',
      rows: [{ name: 'Bolton', now: null }],
    });
    expect(await getImportUndo(lead, seq)).toBeNull();
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('by two at once is done by one', async () => {
    const seq = await importRows('Ours', 'Camden');
    const done = await Promise.all([1, 2].map(() => undoResults(council.as.admin, { seq })));
    expect(done.map(({ outcome }) => outcome).toSorted()).toEqual(['already undone', 'undone']);
  });
});
