import { describe, expect, it } from 'vitest';
import { formatDate, formatDateRange, formatDateTime, formatMonthShort, formatTime } from './format-dates.ts';

it('formatMonthShort gives three letters of the month', () => {
  expect(formatMonthShort('2026-09-30')).toBe('Sep 2026');
});

describe('formatDate', () => {
  it('spells the month and drops the leading zero', () => {
    expect(formatDate('2026-11-21')).toBe('21 November 2026');
    expect(formatDate(new Date('2026-03-01T00:00:00Z'))).toBe('1 March 2026');
  });

  it('gives the day it is in London in summer, not in UTC', () => {
    expect(formatDate('2026-07-01T23:30:00Z')).toBe('2 July 2026');
    expect(formatDate('2026-12-01T23:30:00Z')).toBe('1 December 2026');
  });

  it('gives a calendar date as it is, of the years before London had the time of Greenwich too', () => {
    expect(formatDate('1800-01-01')).toBe('1 January 1800');
    expect(formatDate('1847-11-30')).toBe('30 November 1847');
    expect(formatDate('1000-12-31')).toBe('31 December 1000');
    expect(() => formatDate('2026-02-30')).toThrow(RangeError);
  });

  it('keeps a calendar date in summer time and in winter time', () => {
    expect(formatDate('2026-06-15')).toBe('15 June 2026');
    expect(formatDate('2027-01-31')).toBe('31 January 2027');
  });

  it('refuses what is not a date', () => {
    expect(() => formatDate('next week')).toThrow(RangeError);
  });
});

describe('formatTime and formatDateTime', () => {
  it('uses am and pm without a space', () => {
    expect(formatDateTime('2026-11-21T09:32:00Z')).toBe('21 November 2026, 9:32am');
    expect(formatTime('2026-11-21T17:05:59Z')).toBe('5:05pm');
  });

  it('drops the minutes on the hour and names midday and midnight', () => {
    expect(formatTime('2026-11-21T09:00:00Z')).toBe('9am');
    expect(formatTime('2026-11-21T12:00:00Z')).toBe('midday');
    expect(formatTime('2026-11-21T00:00:00Z')).toBe('midnight');
    expect(formatTime('2026-11-21T00:07:00Z')).toBe('12:07am');
    expect(formatTime('2026-11-21T12:30:00Z')).toBe('12:30pm');
  });

  it('follows the clocks on 29 March and 25 October 2026', () => {
    expect(formatTime('2026-03-29T00:59:00Z')).toBe('12:59am');
    expect(formatTime('2026-03-29T01:01:00Z')).toBe('2:01am');
    expect(formatTime('2026-10-25T00:30:00Z')).toBe('1:30am');
    expect(formatTime('2026-10-25T01:30:00Z')).toBe('1:30am');
  });

  it('writes a range with "to"', () => {
    expect(formatDateRange('2026-04-01', '2027-03-31')).toBe('1 April 2026 to 31 March 2027');
  });
});
