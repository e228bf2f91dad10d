import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { resultsView } from './results-view.ts';
import { DEFAULT_SORT, formatResultsSort, nextSort, readResultsSort } from './sort.ts';
import { listing, row } from './testing/fixtures.ts';

const ROWS = [
  row('E1', { score: 64, scores: '23-------', published: '2025', rating: 'good' }),
  row('E2', { score: 89, scores: '32-------', published: '2025-03', rating: 'outstanding' }),
  row('E3', { published: null, rating: 'inadequate' }),
  row('E4', { score: 64, scores: '13-------', published: '2024-12', rating: 'good' }),
];

describe('the order of results', () => {
  const order = (sort: string) =>
    resultsView(listing(ROWS), {}, readResultsSort({ sort }, CQC_2023))
      .results.map(({ id }) => id)
      .join(' ');

  it.each([
    ['', 'E2 E1 E4 E3'],
    ['score', 'E2 E1 E4 E3'],
    ['-score', 'E1 E4 E2 E3'],
    ['council', 'E1 E2 E3 E4'],
    ['-council', 'E4 E3 E2 E1'],
    ['published', 'E2 E1 E4 E3'],
    ['-published', 'E4 E1 E2 E3'],
    ['rating', 'E2 E1 E4 E3'],
    ['-rating', 'E3 E1 E4 E2'],
    ['QS1', 'E2 E1 E4 E3'],
    ['-QS1', 'E4 E1 E2 E3'],
    ['QS10', 'E2 E1 E4 E3'],
    ['__proto__', 'E2 E1 E4 E3'],
  ])('by %j is %s, unknown values last', (sort, ids) => {
    expect(order(sort)).toBe(ids);
  });

  it('is read back from an address, which leaves out the default', () => {
    expect(formatResultsSort(DEFAULT_SORT)).toBeUndefined();
    for (const sort of ['-score', 'council', '-QS9']) {
      expect(formatResultsSort(readResultsSort({ sort }, CQC_2023))).toBe(sort);
    }
    expect(readResultsSort({ sort: ['score', 'QS1'] }, CQC_2023)).toEqual(DEFAULT_SORT);
  });

  it('is reversed by the heading that already sorts', () => {
    expect(nextSort(DEFAULT_SORT, 'QS1')).toEqual({ by: 'QS1', reversed: false });
    expect(nextSort({ by: 'QS1', reversed: false }, 'QS1')).toEqual({ by: 'QS1', reversed: true });
    expect(nextSort({ by: 'QS1', reversed: true }, 'QS1')).toEqual({ by: 'QS1', reversed: false });
  });
});
