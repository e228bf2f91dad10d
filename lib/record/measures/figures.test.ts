import { describe, expect, it } from 'vitest';
import { difference, formatMeasured, rangeProblem } from './figures.ts';
import { fig } from './testing/fixtures.ts';

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
