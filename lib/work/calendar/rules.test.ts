import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { byDay, type Due, describeMonth, inOrder, monthAfter, monthOf, readMonth, weeksOf } from './rules.ts';

const due = (given: Partial<Due>): Due => ({
  ...{ kind: 'statement', startsOn: '2026-12-07', endsOn: '2026-12-07', text: 'One', about: null },
  ...{ href: '/', who: [], state: 'due' },
  ...given,
});

describe('a month of the calendar', () => {
  it('has whole weeks from Monday', () => {
    // The first is a Tuesday, the last a Thursday.
    const weeks = weeksOf('2026-12');
    expect([weeks[0]?.[0], weeks.at(-1)?.at(-1), weeks.length]).toEqual(['2026-11-30', '2027-01-03', 5]);
    // Four weeks exactly.
    expect(weeksOf('2027-02').map((week) => week[0])).toEqual([
      '2027-02-01',
      '2027-02-08',
      '2027-02-15',
      '2027-02-22',
    ]);
  });

  it('shows every day of it once, and none twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1199 }), (index) => {
        const month = monthAfter('2000-01', index) ?? '2000-01';
        const days = weeksOf(month).flat();
        const own = days.filter((day) => monthOf(day) === month);
        expect(own[0]).toBe(`${month}-01`);
        expect(monthOf(addDays(own.at(-1) as CalendarDate, 1))).not.toBe(month);
        days.forEach((day, at) => {
          expect(daysBetween(days[0] as CalendarDate, day)).toBe(at);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is read from an address, and others are found from it', () => {
    expect([
      readMonth('2026-12'),
      readMonth('2026-13'),
      readMonth('1999-12'),
      readMonth(['2026-12']),
    ]).toEqual(['2026-12', null, null, null]);
    expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1), monthAfter('2099-12', 1)]).toEqual([
      '2027-01',
      '2026-12',
      null,
    ]);
    expect(describeMonth('2026-12')).toBe('December 2026');
  });
});

describe('entries', () => {
  it('stand on each of their days', () => {
    const visit = due({ kind: 'step', startsOn: '2026-12-08', endsOn: '2026-12-10' });
    const days = byDay([due({}), visit], ['2026-12-07', '2026-12-08', '2026-12-10', '2026-12-11']);
    expect([...days.values()].map(({ length }) => length)).toEqual([1, 1, 1, 0]);
    expect(days.get('2026-12-10')).toEqual([visit]);
  });

  it('are ordered by day, then kind, then text', () => {
    const texts = inOrder([
      due({ text: 'b' }),
      due({ text: 'a' }),
      due({ kind: 'review', text: 'r' }),
      due({ kind: 'step', text: 's' }),
      due({ text: 'first', startsOn: '2026-12-01' }),
    ]).map(({ text }) => text);
    expect(texts).toEqual(['first', 's', 'a', 'b', 'r']);
  });
});
