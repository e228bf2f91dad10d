import { beforeEach, describe, expect, it } from 'vitest';
import { importValues } from '#lib/exchange/imports/commands.ts';
import type { PlannedValue } from '#lib/exchange/imports/measure-values.ts';
import { previewValues } from '#lib/exchange/imports/queries.ts';
import type { ImportPreview } from '#lib/exchange/imports/rules.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import {
  addMeasure,
  changeMeasure,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import { getMeasure, listMeasures } from '#lib/record/measures/queries.ts';
import type { MeasureValueInput } from '#lib/record/measures/schema.ts';
import { loadMeasures } from '#prisma/seed/load-measures.ts';
import { SHIPPED_MEASURES } from '#prisma/seed/measures.ts';
import {
  asSuperuser,
  dumpCouncil,
  importFile,
  MEASURE,
  makeAssessedCouncil,
  makeMeasure,
  measureValue,
  ownerUrl,
  requireKey,
  type TestCouncil,
} from './council-factory.ts';

const fig = figureFromDatabase;
const YEAR = { startsOn: '2025-04-01', endsOn: '2026-03-31' } as const;
const NEXT = { startsOn: '2026-04-01', endsOn: '2027-03-31' } as const;
const WAIT = 'Average wait for home care';

let council: TestCouncil & { readonly assessment: string };
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function events(): Promise<{ type: string; subject: string; data: Record<string, unknown> }[]> {
  return asSuperuser(
    "SELECT type, subject, data FROM audit_events WHERE council_id = $1 AND type ~ '^measure' ORDER BY seq",
    [council.id],
  );
}

describe('the shipped measures', () => {
  it('exist in every council, without an event', async () => {
    const { measures } = await listMeasures(council.as.admin);
    expect(measures.map(({ key }) => key).toSorted()).toEqual(
      SHIPPED_MEASURES.map(({ key }) => key).toSorted(),
    );
    expect(measures.every(({ shipped, values, target }) => shipped && values.length === 0 && !target)).toBe(
      true,
    );
    expect(await events()).toEqual([]);
  });

  it('are added where missing, and existing measures stay', async () => {
    await asSuperuser("DELETE FROM measures WHERE council_id = $1 AND key = 'vacancy-rate'", [council.id]);
    await saveValue(council.as.lead, 'home-care-wait', measureValue());
    const own = requireKey(
      await addMeasure(council.as.lead, { ...MEASURE, name: 'adult social care VACANCY rate' }),
    );
    await loadMeasures(ownerUrl());
    await loadMeasures(ownerUrl());
    const { measures } = await listMeasures(council.as.lead);
    // The council's own measure of that name takes its place: a name means one measure.
    expect(
      measures.filter(({ name }) => name.toLowerCase().includes('vacancy')).map(({ key }) => key),
    ).toEqual([own]);
    expect((await getMeasure(council.as.lead, 'home-care-wait'))?.values).toHaveLength(1);
  });

  it('take the topics of this release', async () => {
    await asSuperuser("UPDATE measures SET topics = '{dementia}' WHERE council_id = $1 AND shipped", [
      council.id,
    ]);
    const own = requireKey(await addMeasure(council.as.lead, { ...MEASURE, topics: ['older'] }));
    await loadMeasures(ownerUrl());
    const topicsOf = async (key: string) => (await getMeasure(council.as.lead, key))?.topics;
    expect(await topicsOf('vacancy-rate')).toEqual(['workforce']);
    expect(await topicsOf('home-care-wait')).toEqual(['waiting', 'discharge']);
    expect(await topicsOf('direct-payments')).toEqual([]);
    expect(await topicsOf(own)).toEqual(['older']);
  });

  it('show the published figures of named councils, with source and period', async () => {
    await loadMeasures(ownerUrl());
    const measure = await getMeasure(council.as.reader, 'vacancy-rate');
    expect(measure?.published).toEqual([
      {
        council: 'Camden',
        value: fig('16.8'),
        england: fig('8.1'),
        period: '2023-24',
        source: 'Community Care 3 Mar 2025',
      },
    ]);
    expect((await getMeasure(council.as.reader, 'at-home-after-reablement'))?.published).toHaveLength(3);
  });

  it('cannot be changed by a council', async () => {
    const changed = await changeMeasure(council.as.lead, 'vacancy-rate', { ...MEASURE, version: 1 });
    expect(changed).toEqual({ outcome: 'not found' });
  });
});

describe('a measure of the council’s own', () => {
  it('is added once, however often its form is sent', async () => {
    const first = await addMeasure(council.as.contributor, MEASURE);
    expect(first).toEqual({ outcome: 'added', key: 'own-1' });
    expect(await addMeasure(council.as.contributor, MEASURE)).toEqual({
      outcome: 'already added',
      key: 'own-1',
    });
    expect(await addMeasure(council.as.lead, { ...MEASURE, name: 'REVIEWS on time', unit: 'days' })).toEqual({
      outcome: 'name taken',
      key: 'own-1',
    });
    expect(await addMeasure(council.as.lead, { ...MEASURE, name: 'Another' })).toMatchObject({
      key: 'own-2',
    });
    expect((await events()).map(({ type, subject }) => `${type} ${subject}`)).toEqual([
      'measure.added own-1',
      'measure.added own-2',
    ]);
  });

  it('is added once by ten at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => addMeasure(council.as.lead, MEASURE)));
    expect(results.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
    expect(new Set(results.map(requireKey))).toEqual(new Set(['own-1']));
  });

  it('is changed over the version that its writer saw, and keeps its unit while it has figures', async () => {
    const { measure } = await makeMeasure(council.as.lead);
    const change = (given: object, version: number) =>
      changeMeasure(council.as.lead, measure, { ...MEASURE, ...given, version });
    expect(await change({ unit: 'days' }, 1)).toEqual({ outcome: 'has values' });
    expect(await change({ name: WAIT.toUpperCase() }, 1)).toEqual({ outcome: 'name taken' });
    expect(await change({ name: 'Reviews in time' }, 1)).toEqual({ outcome: 'changed' });
    expect(await change({ name: 'Reviews in time' }, 1)).toEqual({ outcome: 'unchanged' });
    expect(await change({ name: 'Reviews' }, 1)).toEqual({ outcome: 'conflict', version: 2 });
    expect((await events()).at(-1)).toMatchObject({
      type: 'measure.changed',
      data: { before: { name: 'Reviews on time' }, after: { name: 'Reviews in time' } },
    });
  });
});

describe('a value', () => {
  it('is kept exactly, with the comparator’s own period, and shown in the history', async () => {
    const comparator = {
      value: fig('0.3'),
      period: { startsOn: '2024-04-01', endsOn: '2025-03-31' },
    } as const;
    const input = measureValue({ value: fig('0.3001'), source: 'ASCOF', comparator });
    expect(await saveValue(council.as.contributor, 'vacancy-rate', input)).toEqual({ outcome: 'saved' });
    const measure = await getMeasure(council.as.reader, 'vacancy-rate');
    expect(measure?.values).toEqual([
      { id: expect.any(String), version: 1, period: YEAR, value: 3001n, source: 'ASCOF', comparator },
    ]);
    const [id = ''] = measure?.values.map((value) => value.id) ?? [];
    expect(measure?.saved[id]?.by).toBe(council.as.contributor.person.name);
    expect(await events()).toMatchObject([
      {
        type: 'measure.value-saved',
        subject: 'vacancy-rate',
        data: { statement: 'QS4', before: null, after: { value: '0.3001', comparator: '0.3' } },
      },
    ]);
    const { entries } = await listActivity(council.as.admin, { statement: 'QS4' }, 1);
    expect(entries[0]).toMatchObject({
      kind: 'Measures',
      title: 'Adult social care vacancy rate: value added for 2025-26',
      detail: '0.3001% (comparator 0.3% in 2024-25)',
    });
  });

  it('is saved once, and each period has one', async () => {
    const save = (given: object) => saveValue(council.as.lead, 'vacancy-rate', measureValue(given));
    expect(await save({})).toEqual({ outcome: 'saved' });
    expect(await save({})).toEqual({ outcome: 'unchanged' });
    expect(await save({ value: fig('7') })).toMatchObject({
      outcome: 'period taken',
      theirs: { value: fig('61.5') },
    });
    expect(await save({ period: NEXT, value: fig('7') })).toEqual({ outcome: 'saved' });
    const values = (await getMeasure(council.as.lead, 'vacancy-rate'))?.values;
    expect(values?.map(({ period }) => period)).toEqual([YEAR, NEXT]);
  });

  it('is changed over the version that its writer saw, by one of two at once', async () => {
    const { measure, value: id } = await makeMeasure(council.as.lead);
    const change = (value: string) =>
      saveValue(council.as.lead, measure, measureValue({ id, version: 1, value: fig(value) }));
    const results = await Promise.all([change('62'), change('63')]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved']);
    const [kept] = (await getMeasure(council.as.lead, measure))?.values ?? [];
    expect(results.find(({ outcome }) => outcome === 'conflict')).toMatchObject({
      theirs: { value: kept?.value },
    });
    expect(kept?.version).toBe(2);
  });

  it('is changed exactly, and keeps its id', async () => {
    const { measure, value: id } = await makeMeasure(council.as.lead);
    const comparator = {
      value: fig('0.3001'),
      period: { startsOn: '2024-04-01', endsOn: '2025-03-31' },
    } as const;
    const changes: Partial<MeasureValueInput>[] = [
      { period: NEXT, value: fig('0.0001'), source: '“ASCOF” \\ 1', comparator },
      { period: YEAR, value: fig('99.9999'), source: '', comparator: null },
    ];
    for (const [at, change] of changes.entries()) {
      const input = measureValue({ id, version: at + 1, ...change });
      expect(await saveValue(council.as.contributor, measure, input)).toEqual({ outcome: 'saved' });
      const stored = await getMeasure(council.as.reader, measure);
      expect(stored?.values).toEqual([{ id, version: at + 2, ...change }]);
      expect(stored?.saved[id]?.by).toBe(council.as.contributor.person.name);
    }
  });

  it('is refused when invalid for its unit', async () => {
    const save = (key: string, given: object) => saveValue(council.as.lead, key, measureValue(given));
    expect(await save('vacancy-rate', { value: fig('100.1') })).toEqual({
      outcome: 'refused',
      field: 'value',
      message: 'Value must be between 0 and 100',
    });
    expect(await save('home-care-wait', { comparator: { value: fig('-1'), period: null } })).toMatchObject({
      outcome: 'refused',
      field: 'comparator',
    });
    expect(await save('no-such-measure', {})).toEqual({ outcome: 'not found' });
    expect(await events()).toEqual([]);
  });

  it('is removed, unless it is the baseline of a target', async () => {
    const { measure, value } = await makeMeasure(council.as.lead);
    await setTarget(council.as.lead, measure, {
      version: 0,
      baseline: value,
      kind: 'value',
      amount: fig('70'),
      dueOn: '2027-03-31',
    });
    expect(await removeValue(council.as.lead, measure, value)).toEqual({ outcome: 'baseline' });
    await removeTarget(council.as.lead, measure);
    expect(await removeValue(council.as.lead, measure, value)).toEqual({ outcome: 'removed' });
    expect(await removeValue(council.as.lead, measure, value)).toEqual({ outcome: 'not found' });
    expect((await events()).at(-1)?.data).toMatchObject({ before: { value: '61.5' }, after: null });
  });
});

describe('a target', () => {
  it('must be better than its baseline and later, and is changed over the version that its writer saw', async () => {
    const { measure, value: baseline } = await makeMeasure(council.as.lead);
    const set = (given: object) =>
      setTarget(council.as.lead, measure, {
        version: 0,
        baseline,
        kind: 'value',
        amount: fig('70'),
        dueOn: '2027-03-31',
        ...given,
      });
    expect(await set({ amount: fig('61.5') })).toEqual({ outcome: 'no improvement' });
    expect(await set({ amount: fig('61') })).toEqual({ outcome: 'no improvement' });
    expect(await set({ dueOn: '2026-03-31' })).toEqual({ outcome: 'due too early' });
    expect(await set({ amount: fig('101') })).toMatchObject({ outcome: 'refused', field: 'amount' });
    expect(await set({ kind: 'change', amount: fig('100') })).toMatchObject({ outcome: 'refused' });
    expect(await set({})).toEqual({ outcome: 'set' });
    expect(await set({})).toEqual({ outcome: 'unchanged' });
    expect(await set({ amount: fig('75') })).toEqual({ outcome: 'conflict', version: 1 });
    expect(await set({ kind: 'change', amount: fig('10'), version: 1 })).toEqual({ outcome: 'set' });
    expect((await getMeasure(council.as.reader, measure))?.target).toEqual({
      baseline: { period: YEAR, value: fig('61.5') },
      baselineId: baseline,
      aim: { kind: 'change', percent: fig('10') },
      dueOn: '2027-03-31',
      version: 2,
    });
    expect(await removeTarget(council.as.lead, measure)).toEqual({ outcome: 'removed' });
    expect(await removeTarget(council.as.lead, measure)).toEqual({ outcome: 'unchanged' });
    expect((await events()).slice(-3).map(({ data }) => [data.before !== null, data.after !== null])).toEqual(
      [
        [false, true],
        [true, true],
        [true, false],
      ],
    );
  });
});

describe('an import', () => {
  const fingerprintOf = (tried: ImportPreview<PlannedValue>) => (tried.ok ? tried.fingerprint : '');
  const FILE = importFile(
    [WAIT, '2024-25', '12'],
    [WAIT, '2025-26', '9'],
    ['Direct payment uptake', '2025-26', '30'],
  );

  it('is tried without writing anything, then written in full, in one event', async () => {
    await saveValue(council.as.lead, 'home-care-wait', measureValue({ value: fig('10') }));
    await saveValue(council.as.lead, 'direct-payments', measureValue({ value: fig('30') }));
    const before = await dumpCouncil(council.id);
    const tried = await previewValues(council.as.contributor, FILE);
    expect(tried.ok && tried.rows.map(({ change }) => change)).toEqual(['added', 'changed', 'unchanged']);
    expect(await dumpCouncil(council.id)).toEqual(before);

    const done = await importValues(council.as.contributor, FILE, fingerprintOf(tried));
    expect(done.outcome).toBe('imported');
    const values = (await getMeasure(council.as.lead, 'home-care-wait'))?.values;
    expect(values?.map(({ value, version }) => [value, version])).toEqual([
      [fig('12'), 1],
      [fig('9'), 2],
    ]);
    expect((await events()).slice(2)).toMatchObject([
      {
        type: 'measures.imported',
        data: {
          unchanged: 1,
          values: [
            { measure: 'home-care-wait', before: null, after: { value: '12' } },
            { measure: 'home-care-wait', before: { value: '10' }, after: { value: '9' } },
          ],
        },
      },
    ]);
    // Sent again, its rows exist already.
    expect(await importValues(council.as.lead, FILE, fingerprintOf(tried))).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('writes nothing when a value changed since it was tried, and shows the new plan', async () => {
    const tried = await previewValues(council.as.lead, FILE);
    await saveValue(council.as.lead, 'home-care-wait', measureValue({ value: fig('10') }));
    const before = await dumpCouncil(council.id);
    const done = await importValues(council.as.lead, FILE, fingerprintOf(tried));
    expect(
      done.outcome === 'conflict' && done.tried.ok && done.tried.rows.map(({ change }) => change),
    ).toEqual(['added', 'changed', 'added']);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('is all or nothing: one problem keeps every row out', async () => {
    const before = await dumpCouncil(council.id);
    const file = importFile([WAIT, '2024-25', '12'], ['Waits', '2025-26', '9']);
    const tried = await previewValues(council.as.lead, file);
    expect(tried).toEqual({
      ok: false,
      problems: [
        { line: 3, column: 'Measure', message: expect.stringContaining('No measure is called “Waits”') },
      ],
    });
    expect(await importValues(council.as.lead, file, '')).toEqual({ outcome: 'conflict', tried });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('by two at once is written by one', async () => {
    const tried = await previewValues(council.as.lead, FILE);
    const results = await Promise.all(
      [council.as.lead, council.as.contributor].map((context) =>
        importValues(context, FILE, fingerprintOf(tried)),
      ),
    );
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['imported', 'unchanged']);
    expect(await events()).toHaveLength(1);
  });

  it('of a thousand rows is written at once', async () => {
    const many = importFile(
      ...Array.from(
        { length: 1_000 },
        (_, index) =>
          [WAIT, `${1 + (index % 28)} February ${1990 + Math.floor(index / 28)}`, `${index}`] as [
            string,
            string,
            string,
          ],
      ),
    );
    const tried = await previewValues(council.as.lead, many);
    expect(await importValues(council.as.lead, many, fingerprintOf(tried))).toMatchObject({
      outcome: 'imported',
    });
    expect((await getMeasure(council.as.lead, 'home-care-wait'))?.values).toHaveLength(1_000);
  });
});
