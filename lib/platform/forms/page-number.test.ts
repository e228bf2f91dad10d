import { describe, expect, it } from 'vitest';
import { pageNumber, parsePositiveInt } from './page-number.ts';

describe('parsePositiveInt and pageNumber', () => {
  it.each([
    ['1', 1],
    ['999999', 999_999],
    ['0', null],
    ['1000000', null],
    ['1e3', null],
    ['x', null],
    [['1', '2'], null],
    [undefined, null],
  ])('%s', (text, number) => {
    expect(parsePositiveInt(text)).toBe(number);
    expect(pageNumber(text)).toBe(number ?? 1);
  });
});
