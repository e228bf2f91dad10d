import { describe, expect, it } from 'vitest';
import {
  capitalise,
  formatBytes,
  formatCount,
  formatHash,
  formatInWords,
  formatList,
  formatNumber,
  formatPercentage,
} from './format.ts';

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

  it('writes numbers up to nine as words', () => {
    expect([0, 1, 9, 10, 1_482].map(formatInWords)).toEqual(['0', 'one', 'nine', '10', '1,482']);
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
