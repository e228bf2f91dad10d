import { describe, expect, it } from 'vitest';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import { describeFilter, readActivityFilter } from './rules.ts';

describe('readActivityFilter', () => {
  it('reads valid filters', () => {
    const person = '0198a5c0-0000-7000-8000-00000000000a';
    const asked = { statement: 'QS7', evidence: 'e12', person: person.toUpperCase(), kind: 'views' };
    const filter = readActivityFilter({ ...asked, from: '2026-03-29', to: '2028-02-29', page: '2' });
    expect(activeFilters(filter)).toEqual({
      statement: 'QS7',
      evidence: 'E12',
      person,
      kind: 'views',
      from: '2026-03-29',
      to: '2028-02-29',
    });
    expect(describeFilter(filter, 'Sam Patel').map(({ text }) => text)).toEqual([
      'Safeguarding',
      'Evidence E12',
      'Sam Patel',
      'Downloads and exports',
      'From 29 March 2026',
      'To 29 February 2028',
    ]);
  });

  it.each([
    { statement: 'QS10' },
    { statement: ['QS1', 'QS2'] },
    { evidence: 'E0' },
    { evidence: "E1' or true" },
    { evidence: '' },
    { person: 'somebody' },
    { kind: 'toString' },
    { from: '2026-02-30' },
    { from: '29/3/2026' },
    { to: '0000-01-01' },
    { to: '' },
  ])('leaves out %o', (query) => {
    expect(activeFilters(readActivityFilter(query))).toEqual({});
  });
});
