import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import {
  describeProof,
  isSoon,
  proofState,
  type Standing,
  slipOf,
  standingOf,
  totalsOf,
} from '#lib/record/improvement/state.ts';

const TODAY: CalendarDate = '2026-12-02';
const YESTERDAY: CalendarDate = '2026-12-01';
const milestone = (dueOn: CalendarDate, doneOn: CalendarDate | null = null) => ({
  ...{ key: 1, title: 'Two more staff', dueOn, firstDueOn: dueOn, doneOn, version: 1 },
  changed: { by: 'Sam Patel', at: new Date(0) },
});
type Dated = Parameters<typeof standingOf>[0];
const action = (given: Partial<Dated>): Dated => ({
  ...{ state: 'under_way', rating: null, startsOn: null, dueOn: null, milestones: [], ...given },
});

describe('how an action stands', () => {
  it.each<[Partial<Dated>, Standing, readonly string[]]>([
    [{}, 'not-rated', []],
    [{ dueOn: TODAY, rating: 'green' }, 'on-track', []],
    [{ dueOn: YESTERDAY, rating: 'green' }, 'overdue', ['Was due on 1 December 2026']],
    [{ dueOn: YESTERDAY, state: 'complete' }, 'complete', []],
    [{ dueOn: YESTERDAY, state: 'stopped' }, 'stopped', []],
    [{ rating: 'amber' }, 'at-risk', ['Rated amber']],
    [{ rating: 'green', milestones: [milestone(TODAY)] }, 'on-track', []],
    [{ rating: 'green', milestones: [milestone(YESTERDAY)] }, 'at-risk', ['1 milestone late']],
    [{ milestones: [milestone(YESTERDAY, YESTERDAY)] }, 'not-rated', []],
    [{ state: 'planned', startsOn: TODAY }, 'not-rated', []],
    [{ state: 'planned', startsOn: YESTERDAY }, 'at-risk', ['Should have started on 1 December 2026']],
    [{ startsOn: YESTERDAY }, 'not-rated', []],
  ])('%#: %o', (given, standing, reasons) => {
    expect(standingOf(action(given), TODAY)).toEqual({ standing, reasons });
  });
});

describe('a slip', () => {
  const days = fc.integer({ min: -1_000, max: 1_000 });
  it('is how much later it is due than at first, and never earlier', () => {
    fc.assert(
      fc.property(days, (moved) => {
        const slip = slipOf({ firstDueOn: TODAY, dueOn: addDays(TODAY, moved) });
        expect(slip).toEqual(moved > 0 ? { from: TODAY, days: moved } : null);
      }),
    );
  });
});

describe('costs', () => {
  const pounds = fc.option(fc.integer({ min: 0, max: 999_999_999 }));
  const costs = fc.array(
    fc.record({
      state: fc.constantFrom<ImprovementAction['state'][]>('planned', 'under_way', 'complete', 'stopped'),
      cost: fc.record({
        ...{ once: pounds, yearly: pounds },
        funding: fc.constantFrom('funded' as const, 'part_funded' as const, 'unfunded' as const, null),
      }),
    }),
  );
  it('are those of what was not stopped, and never less than what is not funded', () => {
    fc.assert(
      fc.property(costs, (actions) => {
        const totals = totalsOf(actions);
        expect(totals.unfunded.once).toBeLessThanOrEqual(totals.once);
        expect(totals.unfunded.yearly).toBeLessThanOrEqual(totals.yearly);
        expect(totals).toEqual(totalsOf(actions.filter(({ state }) => state !== 'stopped')));
      }),
    );
  });
});

it('is soon from today until 30 days later', () => {
  expect(
    [YESTERDAY, TODAY, addDays(TODAY, 30), addDays(TODAY, 31), null].map((day) => isSoon(day, TODAY)),
  ).toEqual([...[false, true, true, false, false]]);
});

describe('what a measure proves', () => {
  const value = (endsOn: CalendarDate, figure: bigint) => ({
    ...{ id: endsOn, version: 1, value: figure * 10_000n, source: '', comparator: null },
    period: { startsOn: addDays(endsOn, -30), endsOn },
  });
  const BEFORE = value('2026-09-30', 41n);
  const proof = { better: 'lower', unit: 'days', value: 140_000n } as const;
  const START: CalendarDate = '2026-10-01';

  it.each([
    ['no value', proof, []],
    ['no value', proof, [BEFORE]],
    ['no aim', { ...proof, value: null }, [BEFORE, value('2026-10-02', 19n)]],
    ['proven', proof, [BEFORE, value('2026-10-02', 14n)]],
    ['moving', proof, [BEFORE, value('2026-10-02', 15n)]],
    ['moving', proof, [BEFORE, value('2026-10-02', 50n), value('2026-10-31', 40n)]],
    ['not moving', proof, [BEFORE, value('2026-10-02', 41n)]],
    ['not moving', { ...proof, better: 'higher', value: 500_000n }, [BEFORE, value('2026-10-02', 40n)]],
    ['too early', proof, [value('2026-10-02', 19n)]],
    ['moving', proof, [value('2026-10-02', 19n), value('2026-10-31', 18n)]],
  ] as const)('%#: is %s', (state, given, values) => {
    expect(proofState(given, values, START).state).toBe(state);
  });

  it('is told with the value to reach and the one before', () => {
    const found = proofState(proof, [BEFORE, value('2026-10-31', 19n)], START);
    expect(describeProof(proof, found)).toMatch(/^19 days in .+, to reach 14 days. Before: 41 days in .+$/);
    expect(describeProof(proof, proofState(proof, [], START))).toBe('No value yet, to reach 14 days');
  });
});
