import { describe, expect, it } from 'vitest';
import {
  againstComparator,
  describeGap,
  describeTrend,
  headlineOf,
  trendOf,
  verdictOf,
} from './comparisons.ts';
import type { MeasureValue } from './rules.ts';
import { fig, value } from './testing/fixtures.ts';

const HIGHER = { unit: 'percent', better: 'higher', comparator: 'England' } as const;
const LOWER = { unit: 'days', better: 'lower', comparator: 'England' } as const;

describe('a gap', () => {
  it('goes in the right direction, exactly', () => {
    expect(verdictOf(fig('4.7'), fig('2.9'), 'higher')).toBe('better');
    expect(verdictOf(fig('44'), fig('28'), 'lower')).toBe('worse');
    // As floats, 0.1 + 0.2 would not equal 0.3.
    expect(verdictOf(fig('0.3'), fig('0.1') + fig('0.2'), 'higher')).toBe('same');
    expect(verdictOf(fig('0.3001'), fig('0.3'), 'lower')).toBe('worse');
  });

  it('is put into words, with the comparator’s period if it differs', () => {
    expect(describeGap(value('2024-25', '4.7', '2.9'), HIGHER)).toBe(
      '1.8 percentage points better than England',
    );
    expect(describeGap(value('2024-25', '4.7', '2.9', '2023-24'), HIGHER)).toBe(
      '1.8 percentage points better than England in 2023-24',
    );
    expect(describeGap(value('2024-25', '14', '10'), LOWER)).toBe('4 days worse than England');
    expect(describeGap(value('2024-25', '14', '14'), LOWER)).toBe('The same as England');
    expect(describeGap(value('2024-25', '14'), LOWER)).toBe('No figure for England');
    expect(headlineOf({ ...HIGHER, values: [value('2024-25', '4.7', '2.9')] })).toBe(
      '4.7% in 2024-25, 1.8 percentage points better than England',
    );
    expect(headlineOf({ ...HIGHER, values: [] })).toBe('No values yet');
  });

  it('groups measures by it', () => {
    const named = (name: string, ...values: MeasureValue[]) => ({ name, better: 'lower' as const, values });
    expect(
      againstComparator([
        named('Waits', value('2024-25', '9', '10')),
        named('Vacancies', value('2023-24', '9', '10'), value('2024-25', '11', '10')),
        named('Equal', value('2024-25', '10', '10')),
        named('Alone', value('2024-25', '10')),
        named('Empty'),
      ]),
    ).toEqual({ better: ['Waits'], worse: ['Vacancies'], same: ['Equal'] });
  });
});

describe('a trend', () => {
  const years = [value('2021-22', '3'), value('2022-23', '5'), value('2023-24', '4')];

  it('covers the last two periods and all of them', () => {
    expect(describeTrend({ ...HIGHER, values: years })).toBe(
      'Down 1 percentage point since 2022-23 (worse). Over 3 periods: up 1 percentage point since 2021-22 (better)',
    );
    expect(describeTrend({ ...LOWER, values: years.slice(0, 2) })).toBe('Up 2 days since 2021-22 (worse)');
    expect(describeTrend({ ...HIGHER, values: [value('2021-22', '3'), value('2022-23', '3')] })).toBe(
      'No change since 2021-22',
    );
  });

  it('compares only periods of the same length', () => {
    const mixed = [...years, value('April 2024', '9'), value('June 2024', '8')];
    expect(trendOf({ values: mixed, better: 'higher' })).toMatchObject({
      last: { verdict: 'worse', since: { id: 'April 2024' } },
      all: null,
    });
    expect(trendOf({ values: [...years, value('April 2024', '9')], better: 'higher' })).toBeNull();
    expect(trendOf({ values: [], better: 'higher' })).toBeNull();
    expect(describeTrend({ ...HIGHER, values: [value('2023-24', '3')] })).toBe(
      'No earlier period to compare with',
    );
  });
});
