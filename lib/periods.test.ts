import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, daysBetween } from './dates.ts';
import { daysIn, formatPeriod, isSameLength, parsePeriod } from './periods.ts';

const of = (startsOn: CalendarDate, endsOn: CalendarDate) => ({ startsOn, endsOn });

describe('formatPeriod and parsePeriod', () => {
  it.each([
    ['2023-24', of('2023-04-01', '2024-03-31')],
    ['1999-00', of('1999-04-01', '2000-03-31')],
    ['2025', of('2025-01-01', '2025-12-31')],
    ['March 2026', of('2026-03-01', '2026-03-31')],
    ['February 2024', of('2024-02-01', '2024-02-29')],
    ['April to June 2026', of('2026-04-01', '2026-06-30')],
    ['November 2025 to January 2026', of('2025-11-01', '2026-01-31')],
    ['April 2022 to March 2024', of('2022-04-01', '2024-03-31')],
    ['27 March 2026', of('2026-03-27', '2026-03-27')],
    ['1 April 2026 to 9 May 2026', of('2026-04-01', '2026-05-09')],
    ['1 February 2024 to 28 February 2024', of('2024-02-01', '2024-02-28')],
  ])('call it %s and read it back', (label, period) => {
    expect(formatPeriod(period)).toBe(label);
    expect(parsePeriod(label)).toEqual(period);
  });

  it.each([
    ['2023/24', '2023-24'],
    ['2023-2024', '2023-24'],
    [' 2023 – 24 ', '2023-24'],
    ['Mar-26', 'March 2026'],
    ['sept 2026', 'September 2026'],
    ['april  to  june 2026', 'April to June 2026'],
    ['Nov 2025 - Jan 2026', 'November 2025 to January 2026'],
    ['2026-04-01 to 2026-06-30', 'April to June 2026'],
    ['1/4/2026 to 30/6/2026', 'April to June 2026'],
    ['1 Apr 2026', '1 April 2026'],
  ])('read %s as %s', (text, label) => {
    const period = parsePeriod(text);
    expect(period && formatPeriod(period)).toBe(label);
  });

  it.each([
    '',
    'last year',
    '2023-25',
    '2026-03',
    '24',
    'June 2026 to April 2026',
    '31 February 2026',
    '2026-13-01',
    'Marc 2026',
    'March',
    '1889-90',
    '2100-01',
    'April 2026 to June 2026 to July 2026',
  ])('read nothing in %o', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it('are each other’s inverse for any period', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
    fc.assert(
      fc.property(day, day, (a, b) => {
        const period = a < b ? of(a, b) : of(b, a);
        expect(parsePeriod(formatPeriod(period))).toEqual(period);
      }),
    );
  });
});

it('counts days over leap days and clock changes', () => {
  expect(daysIn(of('2024-02-01', '2024-02-29'))).toBe(29);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});

it('takes months, quarters and years for the same length, each among themselves', () => {
  const [february, march] = [of('2026-02-01', '2026-02-28'), of('2026-03-01', '2026-03-31')];
  expect(isSameLength(february, march)).toBe(true);
  expect(isSameLength(of('2023-04-01', '2024-03-31'), of('2025-04-01', '2026-03-31'))).toBe(true);
  expect(isSameLength(march, of('2026-01-01', '2026-03-31'))).toBe(false);
});
