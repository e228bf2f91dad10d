import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endOfDay, londonDay, startOfDay } from './london-time.ts';

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
    import { addDays, dateFromColumn, dateToColumn } from '#lib/kernel/dates.ts';
    import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
    import { formatDate } from '#lib/kernel/format-dates.ts';
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
