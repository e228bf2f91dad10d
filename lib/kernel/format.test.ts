import { describe, expect, it } from 'vitest';
import {
  capitalise,
  formatBytes,
  formatCount,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatHash,
  formatList,
  formatNumber,
  formatPercentage,
  formatTime,
} from './format.ts';

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

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1KB'],
    [1536, '1.5KB'],
    [12_345, '12KB'],
    [1_048_575, '1MB'],
    [1_482_113, '1.4MB'],
    [104_857_600, '100MB'],
    [5_368_709_120n, '5GB'],
  ])('%s bytes is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('numbers and lists', () => {
  it('groups thousands', () => {
    expect(formatNumber(1_482_113)).toBe('1,482,113');
    expect(formatNumber(9_007_199_254_740_993n)).toBe('9,007,199,254,740,993');
  });

  it('makes the noun agree', () => {
    expect(formatCount(1, 'point')).toBe('1 point');
    expect(formatCount(0, 'item')).toBe('0 items');
    expect(formatCount(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('rounds percentages for reading', () => {
    expect(formatPercentage(200 / 3)).toBe('67%');
    expect(formatPercentage(2800 / 36, 2)).toBe('77.78%');
    expect(formatPercentage(75, 2)).toBe('75%');
  });

  it('joins a list as a sentence does', () => {
    expect(formatList([])).toBe('');
    expect(formatList(['QS1'])).toBe('QS1');
    expect(formatList(['QS1', 'QS2'])).toBe('QS1 and QS2');
    expect(formatList(['QS1', 'QS2', 'QS3'])).toBe('QS1, QS2 and QS3');
  });

  it('capitalises the first letter alone', () => {
    expect(capitalise('score changed from 2 to QS')).toBe('Score changed from 2 to QS');
    expect(capitalise('')).toBe('');
  });
});

describe('formatHash', () => {
  it('groups the digits by eight', () => {
    expect(formatHash('0123456789abcdef01')).toBe('01234567 89abcdef 01');
    expect(formatHash('')).toBe('');
  });
});
