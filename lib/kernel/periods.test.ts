import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import { addDays, type CalendarDate } from './dates.ts';
import { daysIn, formatPeriod, isMonthByNumber, isSameLength, parsePeriod, readPeriod } from './periods.ts';

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
    ['2025 to 2026', '2025-26'],
    // With a non-breaking hyphen, a dash of each width, a minus, and a soft hyphen and spaces that do not break.
    ...['\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d', '\u00ad-', '\u00a0\u2013\u00a0'].map(
      (dash) => [`2025${dash}26`, '2025-26'] satisfies [string, string],
    ),
    ['25/26', '2025-26'],
    ['FY 2025/26', '2025-26'],
    ['2025-26 financial year', '2025-26'],
    ['Q1 2025-26', 'April to June 2025'],
    ['2025/26 quarter 4', 'January to March 2026'],
    ['Apr-25', 'April 2025'],
    ['Apr ’25', 'April 2025'],
    ['April 2025', 'April 2025'],
    ['Apr-Jun 2026', 'April to June 2026'],
    ['01/04/2025–31/03/2026', '2025-26'],
    ['from 1 April 2025 to 31 March 2026', '2025-26'],
    ['Year ending March 2026', '2025-26'],
    ['12 months to 31 March 2026', '2025-26'],
    ['27/03/2026', '27 March 2026'],
    ['2011-12', '2011-12'],
    ["'2011-12", '2011-12'],
  ])('read %o as %s too', (text, label) => {
    const period = parsePeriod(text);
    expect(period && formatPeriod(period)).toBe(label);
  });

  it.each([
    // What spreadsheets make of 2011-12, of 2000-01 and of 11/12.
    ['Dec-11', ['2011-12', 'December 2011']],
    ['2023/4', ['2023-24', 'April 2023']],
    ['Dec 11', ['2011-12', 'December 2011']],
    ['12/1/2011', ['2011-12', 'December 2011', '12 January 2011']],
    ['4/1/2025', ['April 2025', '4 January 2025']],
    ['2011-12-01', ['2011-12', 'December 2011', '1 December 2011']],
    ['2011-12-01 00:00:00', ['2011-12', 'December 2011', '1 December 2011']],
    ['01/12/2011', ['2011-12', 'December 2011', '1 December 2011']],
    ['1-Dec-11', ['2011-12', 'December 2011', '1 December 2011']],
    ['40878', ['2011-12', 'December 2011', '1 December 2011']],
    ['Jan-00', ['2000-01', 'January 2000']],
    ['11-Dec', ['2011-12']],
    ['11/12', ['2011-12', 'November 2012']],
    ['01/05/2025', ['May 2025', '1 May 2025']],
    ['45000', ['15 March 2023']],
    ['2026-03', ['March 2026']],
    ['04/25', ['April 2025']],
    ['FY25', ['2024-25', '2025-26']],
    ['Q1 2025', ['April to June 2025', 'January to March 2025']],
    ['27/3/26', ['27 March 2026']],
  ])('ask what %o is', (text, labels) => {
    const reading = readPeriod(text);
    expect(reading && 'could' in reading && reading.could.map(formatPeriod)).toEqual(labels);
    expect(parsePeriod(text)).toBeNull();
  });

  it('ask about 2011-12 where cells beside it are months by number', () => {
    expect(['2011-11', '2012-01', '2011-12', '2025-26', 'Dec-11'].map(isMonthByNumber)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const reading = readPeriod('2011-12', { monthsAreNumbers: true });
    expect(reading && 'could' in reading && reading.could.map(formatPeriod)).toEqual([
      '2011-12',
      'December 2011',
    ]);
    expect(readPeriod('2025-26', { monthsAreNumbers: true })).toEqual(readPeriod('2025-26'));
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

it('counts days over leap days', () => {
  expect(daysIn(of('2024-02-01', '2024-02-29'))).toBe(29);
});

it('takes months, quarters and years for the same length, each among themselves', () => {
  const [february, march] = [of('2026-02-01', '2026-02-28'), of('2026-03-01', '2026-03-31')];
  expect(isSameLength(february, march)).toBe(true);
  expect(isSameLength(of('2023-04-01', '2024-03-31'), of('2025-04-01', '2026-03-31'))).toBe(true);
  expect(isSameLength(march, of('2026-01-01', '2026-03-31'))).toBe(false);
});

it('finds nothing where there is nothing to find, whatever is put together', () => {
  const part = fc.constantFrom(
    ...[
      '9999',
      '1000',
      '0000',
      '2026',
      '99',
      '13',
      '0',
      '31',
      'December',
      'Feb',
      'Q4',
      'year ending',
      'FY',
      '45000',
    ],
    ...['-', '/', ' to ', ' ', '.', 'from ', "'", '\u2014', '00:00'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const reading = readPeriod(parts.join(''));
      const found = reading === null ? [] : 'clear' in reading ? [reading.clear] : reading.could;
      for (const { startsOn, endsOn } of found) expect(startsOn <= endsOn).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  for (const text of ['December 9999', 'Year ending December 9999', 'Q4 9999', '31/12/9999', '9999-00']) {
    expect(readPeriod(text)).toBeNull();
  }
});

describe('a text that is far too long', () => {
  it.each([' - ', 'a-', '1', ' to ', "'", '2025-26 '])(
    'of %o is no period, and found so at once',
    async (part) => {
      expect(readPeriod(part.repeat(50_000))).toBeNull();
      expect(await growth(50_000, (size) => () => readPeriod(part.repeat(size)))).toBeLessThan(3);
    },
  );
});
