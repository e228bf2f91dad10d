import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeLists,
  changesSince,
  describeChanges,
  type PlanChanges,
  readChangesSince,
} from '#lib/insight/plan/since.ts';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { FIGURE_SCALE } from '#lib/kernel/figures.ts';
import { startOfDay } from '#lib/kernel/london-time.ts';
import { ACTION_STATES, type ActionUpdate, RATINGS } from '#lib/record/improvement/rules.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';
import type { MeasureValue } from '#lib/record/measures/rules.ts';

const NONE: ReadonlyMap<string, readonly MeasureValue[]> = new Map();

function update(number: number, at: Date | string, given: Partial<ActionUpdate> = {}): ActionUpdate {
  return {
    ...{ number, note: `Note ${number}`, stateBefore: 'under_way', state: 'under_way', rating: null },
    ...{ dueBefore: null, dueOn: null, by: 'Sam Patel', at: new Date(at) },
    ...given,
  };
}

const value = (startsOn: CalendarDate, endsOn: CalendarDate, days: number): MeasureValue => ({
  ...{ id: endsOn, version: 1, period: { startsOn, endsOn }, source: '', comparator: null },
  value: BigInt(days) * FIGURE_SCALE,
});

describe('changes since a day', () => {
  it('count from midnight in London, in summer too', () => {
    const action = (number: number, addedAt: string) => exampleAction({ number, addedAt: new Date(addedAt) });
    const actions = [action(1, '2026-07-13T22:59:59.999Z'), action(2, '2026-07-13T23:00:00Z')];
    expect(changesSince(actions, NONE, '2026-07-14').added).toMatchObject([{ number: 2 }]);
  });

  it('tell several moves of a due date, and several ratings, in one line', () => {
    const updates = [
      update(4, '2026-11-02', { dueBefore: '2027-06-30', dueOn: '2027-05-31', rating: 'amber' }),
      update(3, '2026-10-02', { dueBefore: '2027-03-31', dueOn: '2027-06-30', rating: 'red' }),
      update(2, '2026-08-02', { dueBefore: '2026-12-31', dueOn: '2027-03-31', rating: 'green' }),
      update(1, '2026-07-02', { dueBefore: null, dueOn: '2026-12-31' }),
    ];
    const since = (day: CalendarDate) => changesSince([exampleAction({ updates })], NONE, day);
    expect(since('2026-09-01')).toMatchObject({
      moved: [{ from: '2027-03-31', to: '2027-05-31', note: 'Note 4' }],
      rated: [{ from: 'green', to: 'amber', note: 'Note 4' }],
      notes: [{ note: 'Note 3' }, { note: 'Note 4' }],
    });
    // A first due date has not moved.
    expect(since('2026-07-01').moved).toMatchObject([{ from: '2026-12-31', to: '2027-05-31' }]);
  });

  it('leave out what was completed and opened again, and a state from before', () => {
    const completed = update(1, '2026-10-01', { state: 'complete' });
    const opened = update(2, '2026-10-02', { stateBefore: 'complete' });
    const since = (updates: readonly ActionUpdate[], state: 'complete' | 'under_way') =>
      changesSince([exampleAction({ state, closedOn: '2026-09-30', updates })], NONE, '2026-10-01');
    expect(since([completed], 'complete').completed).toMatchObject([{ on: '2026-09-30' }]);
    expect(since([opened, completed], 'under_way').completed).toEqual([]);
    const later = update(2, '2026-10-02', { stateBefore: 'complete', state: 'complete' });
    expect(since([later, { ...completed, at: new Date('2026-09-30') }], 'complete').completed).toEqual([]);
  });

  it('set a new value beside the last one of a period as long', () => {
    const proofs = [{ measure: 'wait', name: 'Wait', unit: 'days', better: 'lower', value: null } as const];
    const values = new Map([
      [
        'wait',
        [
          value('2026-08-01', '2026-08-31', 27),
          value('2025-09-01', '2026-08-31', 30),
          value('2026-09-01', '2026-09-30', 19),
        ],
      ],
    ]);
    const since = (day: CalendarDate) => changesSince([exampleAction({ proofs })], values, day).measures;
    expect(since('2026-09-30')).toMatchObject([
      { from: '27 days in August 2026', to: '19 days in September 2026', verdict: 'better' },
    ]);
    expect(since('2026-10-01')).toEqual([]);
    expect(since('2026-08-31')).toMatchObject([{ from: null, verdict: null }]);
  });

  it('are a part of those since an earlier day, and nothing before the day counts', () => {
    const days = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    const updates = fc
      .array(
        fc.record({
          day: days,
          state: fc.constantFrom(...ACTION_STATES),
          rating: fc.constantFrom(null, ...RATINGS),
          dueOn: days,
        }),
        { maxLength: 6 },
      )
      .map((all) =>
        all
          .toSorted((a, b) => (a.day < b.day ? -1 : 1))
          .map(({ day, ...after }, index, sorted) =>
            update(index + 1, startOfDay(day), {
              ...after,
              stateBefore: sorted[index - 1]?.state ?? 'planned',
              dueBefore: sorted[index - 1]?.dueOn ?? null,
            }),
          )
          .toReversed(),
      );
    const action = fc.record({ updates, added: days, doneOn: days }).map(({ updates, added, doneOn }) =>
      exampleAction({
        ...{ updates, state: updates[0]?.state ?? 'planned', addedAt: startOfDay(added) },
        milestones: [
          {
            ...{ key: 1, title: 'Start', dueOn: doneOn, firstDueOn: doneOn, doneOn, version: 1 },
            changed: { by: 'Sam Patel', at: startOfDay(doneOn) },
          },
        ],
      }),
    );
    const listsOf = ({ since: _, ...lists }: PlanChanges) => Object.entries(lists);
    fc.assert(
      fc.property(action, days, days, (one, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const [more, less] = [changesSince([one], NONE, early), changesSince([one], NONE, late)];
        for (const [[, all], [, some]] of listsOf(more).map(
          (list, at) => [list, listsOf(less)[at] ?? list] as const,
        ))
          expect(all.length).toBeGreaterThanOrEqual(some.length);
        expect(less.notes.every(({ at }) => at >= startOfDay(late))).toBe(true);
        expect(less.milestones.every(({ on }) => on >= late)).toBe(true);
        expect(listsOf(changesSince([one], NONE, '2028-01-01')).every(([, list]) => list.length === 0)).toBe(
          true,
        );
      }),
    );
  });
});

it('says changes in words, with the lists that have something alone', () => {
  const moved = update(1, '2026-11-02', { dueBefore: '2027-06-30', dueOn: '2027-07-01' });
  const changes = changesSince([exampleAction({ updates: [moved] })], NONE, '2026-09-01');
  expect(describeChanges(changes)).toBe('Since 1 September 2026: 1 due date moved and 1 progress note.');
  expect(changeLists(changes).map(({ heading, lines }) => [heading, lines[0]?.cells[1]])).toEqual([
    ['Due dates moved', '1 July 2027, 1 day later'],
    ['Progress notes', 'Sam Patel, 2 November 2026, midnight'],
  ]);
  expect(describeChanges(changesSince([], NONE, '2026-09-01'))).toBe(
    'Since 1 September 2026: no action changed and no progress was noted.',
  );
});

it('reads the day from an address, and says why one cannot be', () => {
  const asOf = new Date('2026-05-31T12:00:00Z');
  expect(readChangesSince('', asOf)).toEqual({ since: '2026-02-28', problem: null });
  expect(readChangesSince('2026-05-31', asOf)).toEqual({ since: '2026-05-31', problem: null });
  expect(readChangesSince('2026-06-01', asOf).problem).toBe('Date must not be in the future');
  expect(readChangesSince('31/2/2026', asOf)).toMatchObject({
    since: '2026-02-28',
    problem: expect.stringContaining('must be a real date'),
  });
});
