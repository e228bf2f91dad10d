import { describe, expect, it } from 'vitest';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import { describeResultsFilter, filterOptions, readResultsFilter } from './filter.ts';
import { AUTHORITIES } from './testing/fixtures.ts';

describe('filters', () => {
  it('are read from an address, ignoring unknown values', () => {
    const asked = { type: 'Unitary', region: 'Nowhere', rating: 'good', pilots: ['yes'], page: '2' };
    const filter = readResultsFilter(asked, AUTHORITIES);
    expect(activeFilters(filter)).toEqual({ type: 'Unitary', rating: 'good' });
    expect(describeResultsFilter(filter)).toEqual([
      { name: 'type', text: 'Unitary' },
      { name: 'rating', text: 'Rated good' },
    ]);
    expect(readResultsFilter({ pilots: 'yes' }, AUTHORITIES).pilots).toBe('yes');
  });

  it('offer each type and region once, by name', () => {
    expect(filterOptions(AUTHORITIES)).toEqual({
      types: ['County', 'Unitary'],
      regions: ['London', 'North East'],
    });
  });
});
