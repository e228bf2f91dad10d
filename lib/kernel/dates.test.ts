import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  calendarDate,
  dateFromColumn,
  dateToColumn,
  daysBetween,
  endOfDay,
  londonDay,
  monthFromName,
  parseTypedDay,
  parseUrlDay,
  startOfDay,
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

describe('londonDay', () => {
  it.each([
    ['2026-11-21T23:59:59Z', '2026-11-21'],
    ['2026-07-01T22:59:59Z', '2026-07-01'],
    ['2026-07-01T23:00:00Z', '2026-07-02'],
    // The clocks go forward on 29 March 2026 at 1am, and back on 25 October 2026 at 2am.
    ['2026-03-28T23:59:59Z', '2026-03-28'],
    ['2026-03-29T00:00:00Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59Z', '2026-10-25'],
  ])('at %s is %s', (instant, day) => {
    expect(londonDay(new Date(instant))).toBe(day);
  });
});

describe('a day in London', () => {
  it.each([
    ['2026-01-05', '2026-01-05T00:00:00.000Z', 24],
    ['2026-03-28', '2026-03-28T00:00:00.000Z', 24],
    ['2026-03-29', '2026-03-29T00:00:00.000Z', 23],
    ['2026-03-30', '2026-03-29T23:00:00.000Z', 24],
    ['2026-10-24', '2026-10-23T23:00:00.000Z', 24],
    ['2026-10-25', '2026-10-24T23:00:00.000Z', 25],
    ['2026-10-26', '2026-10-26T00:00:00.000Z', 24],
    ['2026-12-31', '2026-12-31T00:00:00.000Z', 24],
  ] as const)('%s starts at %s and has %i hours', (day, start, hours) => {
    expect(startOfDay(day).toISOString()).toBe(start);
    expect((endOfDay(day).getTime() - startOfDay(day).getTime()) / 3_600_000).toBe(hours);
  });
});

// A running Node does not take a new time zone everywhere, so each has a process of its own.
it.each(['Pacific/Kiritimati', 'America/Los_Angeles'])('is the same on a computer in %s', (TZ) => {
  const program = `
    import { addDays, dateFromColumn, dateToColumn, londonDay, startOfDay } from '#lib/kernel/dates.ts';
    import { formatDate } from '#lib/kernel/format.ts';
    const days = ['1800-01-01', '1847-11-30', '2026-03-29', '2026-10-25'];
    console.log(JSON.stringify(days.map((day) => [
      formatDate(day), dateFromColumn(dateToColumn(day)), addDays(day, 1), londonDay(startOfDay(day)),
    ])));`;
  const output = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { cwd: path.resolve(import.meta.dirname, '..'), env: { ...process.env, TZ }, encoding: 'utf8' },
  );
  expect(JSON.parse(output)).toEqual([
    ['1 January 1800', '1800-01-01', '1800-01-02', expect.any(String)],
    ['30 November 1847', '1847-11-30', '1847-12-01', expect.any(String)],
    ['29 March 2026', '2026-03-29', '2026-03-30', '2026-03-29'],
    ['25 October 2026', '2026-10-25', '2026-10-26', '2026-10-25'],
  ]);
});
