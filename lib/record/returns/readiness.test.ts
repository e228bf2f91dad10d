import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import {
  answeredOn,
  byDay,
  byOwner,
  countItems,
  describeCounts,
  describePace,
  paceOf,
  withStandings,
} from '#lib/record/returns/readiness.ts';
import { evidenceAnswer, openList, returnItem, storedAnswer } from '#lib/record/returns/testing/items.ts';

const ann = { id: 'ann', name: 'Ann' };
const answeredAt = (at: string) => [storedAnswer({ reason: 'Not kept', addedAt: new Date(at) })];
const items = [
  // 23:30 in London on 20 November.
  returnItem({ key: 1, owner: ann, state: 'signed_off', answers: answeredAt('2026-11-20T23:30:00Z') }),
  returnItem({ key: 2, owner: ann, dueOn: '2026-11-20' }),
  returnItem({ key: 3, state: 'ready', answers: [evidenceAnswer({ state: 'withdrawn' })] }),
  returnItem({ key: 4, position: 0, removedIn: 2 }),
];
const standing = withStandings(openList(items), '2026-11-23');

describe('the readiness of a list', () => {
  it('counts what is still asked for', () => {
    expect(countItems(standing)).toEqual({ items: 3, answered: 1, ready: 2, signed: 1, late: 1, faulty: 1 });
    expect(describeCounts(countItems(standing))).toBe('1 of 3 answered, 1 signed off, 1 late');
  });

  it('is told by owner, with what is due next, and nobody first', () => {
    expect(byOwner(standing)).toMatchObject([
      { owner: null, items: 1, nextDue: null },
      { owner: ann, items: 2, late: 1, nextDue: '2026-11-20' },
    ]);
  });

  it('is told by day up to today', () => {
    expect(byDay(answeredOn(standing), '2026-11-22')).toEqual([
      { day: '2026-11-20', answered: 1, soFar: 1 },
      { day: '2026-11-21', answered: 0, soFar: 1 },
      { day: '2026-11-22', answered: 0, soFar: 1 },
    ]);
  });
});

describe('the pace', () => {
  const dates = { askedOn: '2026-11-16', dueOn: '2026-12-07' } as const;
  const days = (count: number, day: CalendarDate) => Array.from({ length: count }, () => day);

  it('counts today and the due date, and not the weekends between', () => {
    // Monday to Monday: six working days. What was answered today counts as done, and not in ten whole days.
    const answered = [...days(30, '2026-11-27'), ...days(4, '2026-11-30')];
    expect(paceOf({ items: 48, answered }, dates, '2026-11-30')).toEqual({
      ...{ left: 14, isPast: false, daysLeft: 6, needed: 3, was: 3 },
    });
    expect(paceOf({ items: 48, answered: days(2, '2026-11-16') }, dates, '2026-11-16')).toMatchObject({
      daysLeft: 16,
      was: null,
    });
    expect(paceOf({ items: 48, answered: days(47, '2026-12-04') }, dates, '2026-12-07')).toMatchObject({
      daysLeft: 1,
      needed: 1,
    });
  });

  it('has none once the date has passed or everything is answered', () => {
    const late = paceOf({ items: 48, answered: days(34, '2026-12-04') }, dates, '2026-12-08');
    expect(late).toMatchObject({ daysLeft: 0, needed: null });
    expect(describePace(late, dates.dueOn)).toBe('14 items left, which were due on 7 December 2026.');
    const weekend = paceOf({ items: 1, answered: [] }, { ...dates, dueOn: '2026-12-06' }, '2026-12-05');
    expect(describePace(weekend, '2026-12-06')).toBe(
      '1 item left, and no working day until 6 December 2026.',
    );
    const all = paceOf({ items: 3, answered: days(3, '2026-12-04') }, dates, '2026-12-08');
    expect(describePace(all, dates.dueOn)).toBe('Every item is answered.');
  });
});
