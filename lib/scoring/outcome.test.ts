import { describe, expect, it } from 'vitest';
import { disagreementFor, outcomeFor } from './outcome.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import type { ThresholdSetId } from './thresholds.ts';

describe('outcomeFor', () => {
  it('gives points, shown score and band', () => {
    expect(outcomeFor(22)).toEqual({ points: 22, score: 62, band: 'requires-improvement' });
    expect(outcomeFor(31)).toEqual({ points: 31, score: 87, band: 'outstanding' });
    expect(outcomeFor(31, 'cqc')).toEqual({ points: 31, score: 87, band: 'good' });
  });
});

describe('disagreementFor', () => {
  it.each([29, 30, 31])('finds that the sets disagree at %d points', (points) => {
    expect(disagreementFor(points, '62-80')).toMatchObject({ thresholds: 'cqc', band: 'good' });
    expect(disagreementFor(points, 'cqc')).toMatchObject({ thresholds: '62-80', band: 'outstanding' });
  });

  it.each([9, 13, 14, 22, 23, 28, 32, 36])('finds that the sets agree at %d points', (points) => {
    expect(disagreementFor(points, '62-80')).toBeNull();
    expect(disagreementFor(points, 'cqc')).toBeNull();
  });

  it('gives the reason in one plain sentence, with the headline set first', () => {
    expect(disagreementFor(29)?.reason).toBe(
      'A score of 81 is outstanding under “Boundaries at 62 and 80” (80 and over) and good under “CQC’s published ranges” (63 to 87).',
    );
    expect(disagreementFor(31, 'cqc')?.reason).toBe(
      'A score of 87 is good under “CQC’s published ranges” (63 to 87) and outstanding under “Boundaries at 62 and 80” (80 and over).',
    );
  });

  it('refuses points and sets that do not exist', () => {
    expect(thrownKind(() => disagreementFor(37))).toBe('points-out-of-range');
    expect(thrownKind(() => disagreementFor(29, 'lga' as ThresholdSetId))).toBe('thresholds-unknown');
  });
});
