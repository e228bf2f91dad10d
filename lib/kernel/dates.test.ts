import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  calendarDate,
  dateFromColumn,
  dateToColumn,
  daysBetween,
  monthFromName,
  parseTypedDay,
  parseUrlDay,
  toCalendarDate,
} from './dates.ts';

const anyDate = fc
  .integer({ min: 0, max: daysBetween('1000-01-01', '9999-12-31') })
  .map((days) => addDays('1000-01-01', days));

describe('toCalendarDate and calendarDate', () => {
  it.each(['1800-01-01', '2024-02-29', '2026-03-29', '2026-10-25', '9999-12-31'])('takes %s', (text) => {
    expect(toCalendarDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0026-01-01',
    '12026-01-01',
    '2026-01-01T00:00:00Z',
    '',
    undefined,
  ])('finds none in %o', (text) => {
    expect(toCalendarDate(text)).toBeNull();
  });

  it('finds none in numbers that are not whole', () => {
    expect(calendarDate(2026, 1.5, 1)).toBeNull();
    expect(calendarDate(Number.NaN, 1, 1)).toBeNull();
  });
});

describe('arithmetic', () => {
  it('goes there and back, through the column of a database too', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(daysBetween(a, b) > 0).toBe(a < b);
        expect(dateFromColumn(dateToColumn(a))).toBe(a);
        expect(toCalendarDate(a)).toBe(a);
      }),
    );
  });

  it('counts days over leap days and clock changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(addDays('2026-10-24', 1)).toBe('2026-10-25');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
  });

  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-31', -11, '2025-02-28'],
  ] as const)('takes %s and %i months to %s', (date, months, after) => {
    expect(addMonths(date, months)).toBe(after);
  });
});

describe('parseTypedDay', () => {
  it.each([
    '27/3/2026',
    '27.03.2026',
    '27-3-2026',
    '27 March 2026',
    '27th Mar 2026',
    '27-Mar-2026',
    '2026-3-27',
  ])('reads %s', (text) => {
    expect(parseTypedDay(text)).toBe('2026-03-27');
  });

  it.each(['27/3/26', '31/2/2026', '27 März 2026', '3/27/2026', 'tomorrow'])(
    'reads nothing in %s',
    (text) => {
      expect(parseTypedDay(text)).toBeNull();
    },
  );
});

it.each([
  ['March', 3],
  ['mar', 3],
  ['Mar.', 3],
  ['SEPT', 9],
  ['sep', 9],
  ['MÄRZ', 0],
  ['Ma', 0],
  ['', 0],
])('takes %o for month %i', (word, month) => {
  expect(monthFromName(word)).toBe(month);
});

it('takes a day of this century from an address', () => {
  expect(parseUrlDay('2026-11-21')).toBe('2026-11-21');
  for (const other of ['1999-12-31', '2026-02-30', ['2026-11-21'], undefined])
    expect(parseUrlDay(other)).toBeUndefined();
});
