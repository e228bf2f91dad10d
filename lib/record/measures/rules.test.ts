import { describe, expect, it } from 'vitest';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import {
  type Aim,
  againstComparator,
  describeGap,
  describeMeasureTarget,
  describeProgress,
  describeTrend,
  difference,
  formatMeasured,
  headlineOf,
  type MeasureValue,
  progressOf,
  rangeProblem,
  type Target,
  targetFigure,
  trendOf,
  verdictOf,
} from './rules.ts';
import { fig, period, value } from './testing/fixtures.ts';

const HIGHER = { unit: 'percent', better: 'higher', comparator: 'England' } as const;
const LOWER = { unit: 'days', better: 'lower', comparator: 'England' } as const;

describe('measured', () => {
  it.each([
    ['4.7', 'percent', '4.7%'],
    ['1', 'days', '1 day'],
    ['14', 'days', '14 days'],
    ['1234.5', 'pounds', '£1,234.50'],
    ['-3', 'pounds', '-£3'],
    ['12.3', 'rate', '12.3 per 100,000'],
    ['1184', 'number', '1,184'],
  ] as const)('%s of %s is %s', (figure, unit, text) => {
    expect(formatMeasured(fig(figure), unit)).toBe(text);
  });

  it('distinguishes percentages from percentage points', () => {
    expect(difference(fig('4.7'), fig('2.9'), 'percent')).toBe('1.8 percentage points');
    expect(difference(fig('2.9'), fig('3.9'), 'percent')).toBe('1 percentage point');
    expect(difference(fig('10'), fig('14'), 'days')).toBe('4 days');
  });
});

describe('rangeProblem', () => {
  it.each([
    ['percent', '0', null],
    ['percent', '100', null],
    ['percent', '100.0001', 'Value must be between 0 and 100'],
    ['percent', '-0.0001', 'Value must be between 0 and 100'],
    ['days', '0', null],
    ['days', '-0.0001', 'Value must be 0 or more'],
    ['rate', '-1', 'Value must be 0 or more'],
    ['pounds', '-1', null],
    ['number', '-1', null],
  ] as const)('%s of %s: %s', (unit, figure, problem) => {
    expect(rangeProblem('Value', fig(figure), unit)).toBe(problem);
  });
});

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

describe('a target', () => {
  // The example is delayed transfers of care, to be halved between February and September.
  const HALF: Aim = { kind: 'change', percent: fig('50') };
  const delayed: Target = {
    baseline: { period: period('February 2026'), value: fig('20') },
    aim: HALF,
    dueOn: '2026-09-30',
  };
  const at = (...values: MeasureValue[]) =>
    progressOf(delayed, { values, better: 'lower' }, new Date('2026-06-01T12:00:00Z'));

  it('is a value, or an improvement on the baseline', () => {
    expect(unformattedFigure(targetFigure(delayed, 'lower'))).toBe('10');
    expect(unformattedFigure(targetFigure(delayed, 'higher'))).toBe('30');
    expect(
      unformattedFigure(targetFigure({ ...delayed, aim: { kind: 'value', value: fig('12.5') } }, 'lower')),
    ).toBe('12.5');
    const below: Target = { ...delayed, baseline: { ...delayed.baseline, value: fig('-20') } };
    expect(unformattedFigure(targetFigure(below, 'higher'))).toBe('-10');
    expect(describeMeasureTarget(delayed, LOWER)).toBe(
      'From 20 days in February 2026 to 10 days by 30 September 2026 (50% less)',
    );
  });

  it('has no value until one ends after the baseline’s period', () => {
    expect(at()).toMatchObject({ state: 'no-value', latest: null });
    expect(at(value('January 2026', '5'), value('February 2026', '20')).state).toBe('no-value');
  });

  it('is too early for a period that overlaps the baseline’s, and judged for one that starts the next day', () => {
    expect(at(value('28 February 2026 to 30 May 2026', '1')).state).toBe('too-early');
    expect(at(value('1 March 2026 to 30 May 2026', '19')).state).toBe('behind');
  });

  it('is judged against the straight line, to the last decimal', () => {
    // 15 June is day 107 of the 214 from 28 February to 30 September, so the line is at exactly 15.
    const on = (figure: string) => at(value('1 March 2026 to 15 June 2026', figure)).state;
    expect(on('15')).toBe('on-track');
    expect(on('15.0001')).toBe('behind');
    expect(on('14.9999')).toBe('on-track');
    expect(unformattedFigure(at(value('1 March 2026 to 15 June 2026', '16')).expected ?? 0n)).toBe('15');
    // A day earlier the line is slightly higher.
    expect(at(value('1 March 2026 to 14 June 2026', '15.0467')).state).toBe('on-track');
    expect(at(value('1 March 2026 to 14 June 2026', '15.0468')).state).toBe('behind');
  });

  it('is met once a value reaches it, and behind if the date comes first', () => {
    expect(at(value('March 2026', '10')).state).toBe('met');
    expect(at(value('September 2026', '10')).state).toBe('met');
    expect(at(value('September 2026', '10.0001')).state).toBe('behind');
    // After the target date the line is flat.
    expect(at(value('December 2026', '9.9999')).state).toBe('met');
    expect(at(value('December 2026', '10.0001'))).toMatchObject({ state: 'behind', expected: fig('10') });
  });

  it('is judged by the latest value only', () => {
    expect(at(value('March 2026', '10'), value('April 2026', '19.9')).state).toBe('behind');
  });

  it('rises where higher is better', () => {
    const up = (figure: string) =>
      progressOf(
        { ...delayed, aim: { kind: 'value', value: fig('40') } },
        { values: [value('1 March 2026 to 15 June 2026', figure)], better: 'higher' },
        new Date('2026-06-01T00:00:00Z'),
      ).state;
    expect([up('30'), up('29.9999'), up('40')]).toEqual(['on-track', 'behind', 'met']);
  });

  it('reports that its date has passed without a value, but not on the day itself', () => {
    const values = [value('July 2026', '13')];
    const on = (time: string) => progressOf(delayed, { values, better: 'lower' }, new Date(time)).isUnproven;
    // Midnight in London is 11pm UTC in summer.
    expect(on('2026-09-30T22:59:59Z')).toBe(false);
    expect(on('2026-09-30T23:00:00Z')).toBe(true);
    const covered = [value('September 2026', '13')];
    expect(progressOf(delayed, { values: covered, better: 'lower' }, new Date('2027-01-01')).isUnproven).toBe(
      false,
    );
  });

  it.each([
    [[], 'No new value since February 2026'],
    [[value('March 2026', '9')], 'Met: 9 days in March 2026'],
    [[value('2026', '9')], 'Too early to say: 2026 overlaps the baseline period, February 2026'],
    [
      [value('May 2026', '15')],
      'On track: 15 days in May 2026. Steady progress would have reached about 15.7 days',
    ],
    [[value('October 2026', '15')], 'Behind: 15 days in October 2026. The target is 10 days'],
  ])('is put into words %#', (values, words) => {
    expect(describeProgress(at(...values), delayed, 'days')).toBe(words);
  });
});
