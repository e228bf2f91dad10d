import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS } from './band.ts';
import { bandFor } from './band-for.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import { THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

describe('bandFor', () => {
  it.each([
    ['the fewest points', 9, 'inadequate', 'inadequate'],
    ['13: 36.11%, under 38', 13, 'inadequate', 'inadequate'],
    ['14: 38.89%, over 38', 14, 'requires-improvement', 'requires-improvement'],
    ['22: 61.11%, shown as 62, under 62', 22, 'requires-improvement', 'requires-improvement'],
    ['23: 63.89%, over 62', 23, 'good', 'good'],
    ['28: 77.78%, under 80', 28, 'good', 'good'],
    ['29: 80.56%, over 80 and under 87', 29, 'outstanding', 'good'],
    ['30: 83.33%, over 80 and under 87', 30, 'outstanding', 'good'],
    ['31: 86.11%, shown as 87, over 80 and under 87', 31, 'outstanding', 'good'],
    ['32: 88.89%, over 87', 32, 'outstanding', 'outstanding'],
    ['the most points', 36, 'outstanding', 'outstanding'],
  ] as const)('%s', (_, points, bySixtyTwoEighty, byCqc) => {
    expect(bandFor(points)).toBe(bySixtyTwoEighty);
    expect(bandFor(points, '62-80')).toBe(bySixtyTwoEighty);
    expect(bandFor(points, 'cqc')).toBe(byCqc);
  });

  it('never falls as points rise', () => {
    const total = fc.integer({ min: 9, max: 36 });
    fc.assert(
      fc.property(total, total, fc.constantFrom(...THRESHOLD_SET_IDS), (one, other, thresholds) => {
        const lower = BANDS.indexOf(bandFor(Math.min(one, other), thresholds));
        const higher = BANDS.indexOf(bandFor(Math.max(one, other), thresholds));
        expect(lower).toBeLessThanOrEqual(higher);
      }),
    );
  });

  it.each([8, 37, 22.5, Number.NaN])('refuses %d points', (points) => {
    expect(thrownKind(() => bandFor(points))).toBe('points-out-of-range');
  });

  it('refuses an unknown threshold set', () => {
    expect(thrownKind(() => bandFor(28, '63-87' as ThresholdSetId))).toBe('thresholds-unknown');
  });
});
