import { describe, expect, it } from 'vitest';
import type { Measure } from '#lib/record/measures/rules.ts';
import { value } from '#lib/record/measures/testing/fixtures.ts';
import { plainValue } from '#lib/record/measures/values.ts';
import type { RecordedFacts } from '#lib/record/results/facts.ts';
import type { ResultRow } from '#lib/record/results/rules.ts';
import { FACTS, SHIPPED } from '#lib/record/results/testing/fixtures.ts';
import { decideUndo, resultsToPutBack, type UndoRow, valuesToPutBack } from './decisions.ts';

const row = (name: string, obstacle: UndoRow['obstacle'] = null): UndoRow => ({
  name,
  imported: '9 days',
  now: '9 days',
  after: null,
  obstacle,
});

describe('decideUndo', () => {
  const undone = { seq: 8, by: 'Bea', at: new Date(0) };
  const [free, changed] = [row('A'), row('B', 'changed')];

  it.each([
    ['undoes every row', null, [free, free], { outcome: 'undo', rows: [free, free] }],
    ['undoes nothing if one row must stay', null, [free, changed], { outcome: 'refused', rows: [changed] }],
    ['says who undid it before', undone, [changed], { outcome: 'already undone', undone }],
    ['refuses what the event does not record', null, null, { outcome: 'not recorded' }],
  ] as const)('%s', (_, before, rows, decision) => {
    expect(decideUndo(before, rows)).toEqual(decision);
  });
});

describe('valuesToPutBack', () => {
  const [before, after] = [value('2025-26', '12'), value('2025-26', '9', '10', '2024-25')];
  const measure: Measure = {
    key: 'own-1',
    name: 'Waits',
    unit: 'days',
    better: 'lower',
    statement: 'QS1',
    comparator: '',
    source: '',
    topics: [],
    shipped: false,
    version: 1,
    values: [after],
    target: null,
  };
  const named = { measure: 'own-1', name: 'Former name', unit: 'days' } as const;
  const changed = { ...named, before: plainValue(before), after: plainValue(after) };
  const added = { ...changed, before: null };
  const target = {
    baseline: after,
    baselineId: after.id,
    aim: { kind: 'value', value: 1n },
    dueOn: '2027-03-31',
    version: 1,
  } as const;
  const obstacleOf = (imported: typeof changed | typeof added, held: Partial<Measure>) =>
    valuesToPutBack([imported], [{ ...measure, ...held }])[0]?.obstacle;

  it('gives each value as it is and as it was', () => {
    const { id: _, version: __, ...given } = before;
    expect(valuesToPutBack([changed], [measure])).toEqual([
      {
        name: 'Waits, 2025-26',
        imported: '9 days (comparator 10 days in 2024-25)',
        now: '9 days (comparator 10 days in 2024-25)',
        after: '12 days',
        obstacle: null,
        measure: { key: 'own-1' },
        before: after,
        given,
        facts: { ...named, name: 'Waits', before: changed.after, after: changed.before },
      },
    ]);
    expect(valuesToPutBack([added], [measure])).toMatchObject([{ after: null, given: null }]);
  });

  it.each([
    ['another value', changed, { values: [value('2025-26', '8', '10', '2024-25')] }, 'changed'],
    ['another comparator', changed, { values: [value('2025-26', '9', '10')] }, 'changed'],
    ['another source', changed, { values: [{ ...after, source: 'Ours' }] }, 'changed'],
    ['no value', added, { values: [] }, 'changed'],
    ['another unit', changed, { unit: 'percent' }, 'changed'],
    ['an added baseline of a target', added, { target }, 'baseline'],
    ['a changed baseline of a target', changed, { target }, null],
    ['a newer version of the same content', changed, { values: [{ ...after, version: 7 }] }, null],
  ] as const)('finds %s', (_, imported, held, obstacle) => {
    expect(obstacleOf(imported, held)).toBe(obstacle);
  });
});

describe('resultsToPutBack', () => {
  const [shipped, own, after] = ['Shipped', 'Ours', 'Imported'].map((source) => ({ ...FACTS, source })) as [
    typeof FACTS,
    typeof FACTS,
    typeof FACTS,
  ];
  const corrected = { kind: 'corrected', by: 'Bea', at: new Date(0) } as const;
  const held = (
    facts: typeof FACTS,
    origin: ResultRow['origin'] = { ...corrected, before: { facts: shipped, on: SHIPPED.on } },
  ) => [{ id: 'E09000007', facts, origin }];
  const change = { id: 'E09000007', council: 'Camden', before: own, hadOwn: true, after };

  it('puts the council’s own row back', () => {
    expect(resultsToPutBack([change], held(after))).toMatchObject([
      {
        name: 'Camden',
        obstacle: null,
        facts: { id: 'E09000007', council: 'Camden', before: after, after: own, hasOwn: true },
      },
    ]);
  });

  it('shows the shipped row again as it is now, or none', () => {
    const first = { ...change, before: FACTS, hadOwn: false };
    expect(resultsToPutBack([first], held(after))).toMatchObject([
      { after: expect.stringContaining('Source: Shipped'), facts: { after: shipped, hasOwn: false } },
    ]);
    const added = { ...change, before: null, hadOwn: false };
    expect(resultsToPutBack([added], held(after, { ...corrected, before: null }))).toMatchObject([
      { after: null, facts: { after: null, hasOwn: false } },
    ]);
  });

  it.each([
    ['corrected again', held(own)],
    ['removed, so that the shipped row shows', held(after, SHIPPED)],
    ['removed', []],
  ])('finds a row that was %s', (_, rows) => {
    expect(resultsToPutBack([change], rows)).toMatchObject([{ obstacle: 'changed' }]);
  });

  it('puts back an import from before kinds, whose event lacks the facts added since', () => {
    const recorded = [own, after].map(({ status, confirmed, framework, ...facts }) => facts);
    const [before, added] = recorded as [RecordedFacts, RecordedFacts];
    expect(resultsToPutBack([{ ...change, before, after: added }], held(after))).toMatchObject([
      { obstacle: null, facts: { before: after, after: own } },
    ]);
  });

  it('is null if the event does not say which rows were the council’s own', () => {
    const { hadOwn: _, ...older } = change;
    expect(resultsToPutBack([change, older], held(after))).toBeNull();
  });
});
