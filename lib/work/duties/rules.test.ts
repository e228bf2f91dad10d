import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { byDueDay, type Duty, describeDuty, dutyState } from './rules.ts';

const TODAY = '2026-12-02';
const about = { inspection: { number: 1, name: 'CQC assessment' }, owner: null };
const step = (dueOn: CalendarDate | null): Duty => ({
  ...{ ...about, kind: 'step', key: 'return', name: 'Information return due', dueOn },
});
const items = (first: CalendarDate, ...others: readonly CalendarDate[]): Duty => ({
  ...{ ...about, kind: 'items', list: { number: 1, name: 'Information return' } },
  ...{ dueOn: first, days: [first, ...others] },
});

describe('what somebody has to do in an inspection', () => {
  it.each<[Duty, ReturnType<typeof dutyState>, string]>([
    [step(null), 'far', 'No date yet'],
    [step('2026-12-07'), 'near', 'Due on 7 December 2026, in 5 days'],
    [step('2026-12-01'), 'overdue', 'Overdue: was due on 1 December 2026'],
    [items('2026-12-07'), 'near', '1 item due on 7 December 2026, in 5 days'],
    [items('2026-12-07', '2026-12-07'), 'near', '2 items due on 7 December 2026, in 5 days'],
    [items('2026-12-07', '2026-12-11'), 'near', '2 items, the first due on 7 December 2026, in 5 days'],
    [items('2026-12-01', '2026-12-11'), 'overdue', '2 items, 1 of them late'],
    [items('2026-12-01', '2026-12-01'), 'overdue', '2 items, late'],
  ])('%#: is said in words', (duty, state, words) => {
    expect([dutyState(duty, TODAY), describeDuty(duty, TODAY)]).toEqual([state, words]);
  });

  it('comes by its day, and last without one', () => {
    const days = [step(null), items('2026-12-11'), step('2026-12-07')].toSorted(byDueDay);
    expect(days.map(({ dueOn }) => dueOn)).toEqual(['2026-12-07', '2026-12-11', null]);
  });
});
