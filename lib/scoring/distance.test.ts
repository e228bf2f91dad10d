import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS } from './band.ts';
import { bandFor } from './band-for.ts';
import { distance, distanceInStatements } from './distance.ts';
import { parseScores } from './testing/parse-scores.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import { THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

describe('distance', () => {
  it.each([
    [9, { up: { band: 'requires-improvement', points: 5 }, down: null }],
    [13, { up: { band: 'requires-improvement', points: 1 }, down: null }],
    [14, { up: { band: 'good', points: 9 }, down: { band: 'inadequate', points: 1 } }],
    [22, { up: { band: 'good', points: 1 }, down: { band: 'inadequate', points: 9 } }],
    [23, { up: { band: 'outstanding', points: 6 }, down: { band: 'requires-improvement', points: 1 } }],
    [28, { up: { band: 'outstanding', points: 1 }, down: { band: 'requires-improvement', points: 6 } }],
    [29, { up: null, down: { band: 'good', points: 1 } }],
    [36, { up: null, down: { band: 'good', points: 8 } }],
  ])('of %d points', (points, expected) => {
    expect(distance(points)).toEqual(expected);
  });

  it('depends on the threshold set', () => {
    expect(distance(28, 'cqc')).toEqual({
      up: { band: 'outstanding', points: 4 },
      down: { band: 'requires-improvement', points: 6 },
    });
    expect(distance(31, 'cqc').up).toEqual({ band: 'outstanding', points: 1 });
    expect(distance(32, 'cqc')).toEqual({ up: null, down: { band: 'good', points: 1 } });
  });

  it('reaches the band it names, and one point less does not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: 36 }),
        fc.constantFrom(...THRESHOLD_SET_IDS),
        (points, thresholds) => {
          const band = bandFor(points, thresholds);
          const { up, down } = distance(points, thresholds);
          expect(up?.band).toBe(BANDS[BANDS.indexOf(band) + 1]);
          expect(down?.band).toBe(BANDS[BANDS.indexOf(band) - 1]);
          if (up) {
            expect(bandFor(points + up.points, thresholds)).toBe(up.band);
            expect(bandFor(points + up.points - 1, thresholds)).toBe(band);
          }
          if (down) {
            expect(bandFor(points - down.points, thresholds)).toBe(down.band);
            expect(bandFor(points - down.points + 1, thresholds)).toBe(band);
          }
        },
      ),
    );
  });

  it('refuses points and sets that do not exist', () => {
    expect(thrownKind(() => distance(8))).toBe('points-out-of-range');
    expect(thrownKind(() => distance(28, 'lga' as ThresholdSetId))).toBe('thresholds-unknown');
  });
});

describe('distanceInStatements', () => {
  it('counts the fewest statements, each moving as far as it can', () => {
    expect(distanceInStatements(parseScores('333333322'))).toEqual({
      up: { band: 'outstanding', points: 4, statements: 2 },
      down: { band: 'requires-improvement', points: 3, statements: 2 },
    });
  });

  it('needs more statements for the same points if each has less room', () => {
    expect(distanceInStatements(parseScores('444333211')).up).toEqual({
      band: 'outstanding',
      points: 4,
      statements: 2,
    });
    expect(distanceInStatements(parseScores('333333334'), 'cqc').up).toMatchObject({
      points: 4,
      statements: 4,
    });
    expect(distanceInStatements(parseScores('222222222')).up).toMatchObject({ points: 5, statements: 3 });
  });

  it('has nothing above outstanding or below inadequate', () => {
    expect(distanceInStatements(parseScores('444444444'))).toEqual({
      up: null,
      down: { band: 'good', points: 8, statements: 3 },
    });
    expect(distanceInStatements(parseScores('111111111'))).toEqual({
      up: { band: 'requires-improvement', points: 5, statements: 2 },
      down: null,
    });
  });

  it('is the smallest number of statements that a search over all subsets finds', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-4]{9}$/),
        fc.constantFrom(...THRESHOLD_SET_IDS),
        (written, thresholds) => {
          const digits = [...written].map(Number);
          const { up, down } = distanceInStatements(parseScores(written), thresholds);
          const room = (change: (digit: number) => number) => fewestBySearch(digits.map(change));
          if (up) expect(up.statements).toBe(room((digit) => 4 - digit)(up.points));
          if (down) expect(down.statements).toBe(room((digit) => digit - 1)(down.points));
        },
      ),
    );
  });

  it('refuses incomplete scores', () => {
    expect(thrownKind(() => distanceInStatements(parseScores('33334333.')))).toBe('scores-incomplete');
  });
});

/** Tries all 512 subsets of nine statements. */
function fewestBySearch(room: readonly number[]): (points: number) => number {
  return (points) => {
    const sizes = Array.from({ length: 512 }, (_, subset) => {
      const members = room.filter((_each, place) => subset & (1 << place));
      return members.reduce((sum, each) => sum + each, 0) >= points
        ? members.length
        : Number.POSITIVE_INFINITY;
    });
    return Math.min(...sizes);
  };
}
