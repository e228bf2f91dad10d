import { describe, expect, it } from 'vitest';
import { askedPage, askedVersion, pageNumber, parsePositiveInt, sliceOf } from './page-number.ts';

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

describe('sliceOf', () => {
  const slice = (asked: string, total: number) => sliceOf(askedPage(asked), total, 25);

  it('shows a page, or the first past the end', () => {
    expect(slice('2', 51)).toEqual({ page: 2, pages: 3, skip: 25, take: 25, canShowAll: true });
    expect(slice('4', 51)).toEqual({ page: 1, pages: 3, skip: 0, take: 25, canShowAll: true });
    expect(slice('1', 0)).toMatchObject({ page: 1, pages: 1 });
  });

  it('shows all of a list that is not too long', () => {
    expect(slice('all', 500)).toEqual({ page: 1, pages: 1, skip: 0, take: 500, canShowAll: true });
    expect(slice('all', 501)).toEqual({ page: 1, pages: 21, skip: 0, take: 25, canShowAll: false });
  });
});

it.each([
  ['', null],
  ['?version=3', 3],
  ['?version=', undefined],
  ['?version=0', undefined],
  ['?version=3&as=jpeg', 3],
])('the version asked for by %j is %j', (query, version) => {
  expect(askedVersion({ url: `https://council.example/file${query}` })).toBe(version);
});
