import { describe, expect, it } from 'vitest';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import type { Aim, MeasureValue, Target } from './rules.ts';
import { describeMeasureTarget, describeProgress, progressOf, targetFigure } from './targets.ts';
import { fig, period, value } from './testing/fixtures.ts';

const LOWER = { unit: 'days', better: 'lower', comparator: 'England' } as const;

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
