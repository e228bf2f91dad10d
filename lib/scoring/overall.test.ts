import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS } from './band.ts';
import { NO_SCORES } from './framework.ts';
import { type CompleteOverall, type IncompleteOverall, type Overall, overall } from './overall.ts';
import { parseScores } from './testing/parse-scores.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import { THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

const complete = fc.stringMatching(/^[1-4]{9}$/);
const incomplete = fc.stringMatching(/^[.1-4]{9}$/).filter((written) => written.includes('.'));
const anySet = fc.constantFrom(...THRESHOLD_SET_IDS);

describe('overall of nine scores', () => {
  it('gives points, percentage, shown score and band', () => {
    expect(overall(parseScores('333343333'))).toEqual({
      state: 'complete',
      points: 28,
      exactPercentage: expect.closeTo(77.7777777, 6),
      score: 78,
      band: 'good',
      thresholds: '62-80',
      disagreement: null,
    });
  });

  it('has both bands if the sets disagree, under either headline', () => {
    const wokingham = parseScores('333343334');
    expect(overall(wokingham)).toMatchObject({
      band: 'outstanding',
      thresholds: '62-80',
      disagreement: { thresholds: 'cqc', band: 'good' },
    });
    expect(overall(wokingham, 'cqc')).toMatchObject({
      band: 'good',
      thresholds: 'cqc',
      disagreement: { thresholds: '62-80', band: 'outstanding' },
    });
  });

  it('does not cap the band for a 1', () => {
    expect(overall(parseScores('144444444'), 'cqc')).toMatchObject({ points: 33, band: 'outstanding' });
    expect(overall(parseScores('111444444'))).toMatchObject({ points: 27, band: 'good' });
  });

  it('does not depend on the order of the scores', () => {
    const shuffled = complete.chain((written) =>
      fc.tuple(fc.constant(written), fc.shuffledSubarray([...written], { minLength: 9 })),
    );
    fc.assert(
      fc.property(shuffled, anySet, ([one, other], thresholds) => {
        expect(overall(parseScores(one), thresholds)).toEqual(
          overall(parseScores(other.join('')), thresholds),
        );
      }),
    );
  });

  it('never falls in points, score or band when one score rises', () => {
    fc.assert(
      fc.property(complete, fc.nat({ max: 8 }), anySet, (written, place, thresholds) => {
        fc.pre(written[place] !== '4');
        const risen = written.slice(0, place) + (Number(written[place]) + 1) + written.slice(place + 1);
        const before = asComplete(overall(parseScores(written), thresholds));
        const after = asComplete(overall(parseScores(risen), thresholds));
        expect(after.points).toBe(before.points + 1);
        expect(after.score).toBeGreaterThan(before.score);
        expect(BANDS.indexOf(after.band)).toBeGreaterThanOrEqual(BANDS.indexOf(before.band));
      }),
    );
  });
});

describe('overall of fewer than nine scores', () => {
  it('gives what is missing and a range, and no number that looks final', () => {
    const result = overall(parseScores('33334333.'));
    expect(result).toEqual({
      state: 'incomplete',
      scored: 8,
      missing: ['QS9'],
      thresholds: '62-80',
      range: {
        lowest: { points: 26, score: 73, band: 'good' },
        highest: { points: 29, score: 81, band: 'outstanding' },
      },
    });
    expect(result).not.toHaveProperty('points');
    expect(result).not.toHaveProperty('score');
    expect(result).not.toHaveProperty('band');
  });

  it('ranges from nine 1s to nine 4s if nothing is scored', () => {
    expect(overall(NO_SCORES)).toMatchObject({
      scored: 0,
      missing: ['QS1', 'QS2', 'QS3', 'QS4', 'QS5', 'QS6', 'QS7', 'QS8', 'QS9'],
      range: {
        lowest: { points: 9, score: 25, band: 'inadequate' },
        highest: { points: 36, score: 100, band: 'outstanding' },
      },
    });
  });

  it('decides the bands of the range under the requested set', () => {
    expect(overall(parseScores('33334333.'), 'cqc')).toMatchObject({
      thresholds: 'cqc',
      range: { highest: { points: 29, band: 'good' } },
    });
  });

  it('has a range that contains every completion, and ends on two of them', () => {
    fc.assert(
      fc.property(incomplete, complete, anySet, (written, filling, thresholds) => {
        const { range } = asIncomplete(overall(parseScores(written), thresholds));
        const filled = (fill: (place: number) => string) =>
          asComplete(overall(parseScores(written.replace(/\./g, (_, place) => fill(place))), thresholds));
        const some = filled((place) => filling.charAt(place));
        expect(some.points).toBeGreaterThanOrEqual(range.lowest.points);
        expect(some.points).toBeLessThanOrEqual(range.highest.points);
        expect(some.score).toBeGreaterThanOrEqual(range.lowest.score);
        expect(some.score).toBeLessThanOrEqual(range.highest.score);
        expect(BANDS.indexOf(some.band)).toBeGreaterThanOrEqual(BANDS.indexOf(range.lowest.band));
        expect(BANDS.indexOf(some.band)).toBeLessThanOrEqual(BANDS.indexOf(range.highest.band));
        expect(filled(() => '1')).toMatchObject(range.lowest);
        expect(filled(() => '4')).toMatchObject(range.highest);
      }),
    );
  });
});

describe('overall', () => {
  it('gives results that cannot be changed', () => {
    expect(Object.isFrozen(overall(parseScores('333343334')))).toBe(true);
    expect(Object.isFrozen(asComplete(overall(parseScores('333343334'))).disagreement)).toBe(true);
    expect(Object.isFrozen(asIncomplete(overall(NO_SCORES)).range.lowest)).toBe(true);
  });

  it.each(['333343333', '33334333.'])('refuses an unknown threshold set, with %s', (written) => {
    expect(thrownKind(() => overall(parseScores(written), '63-87' as ThresholdSetId))).toBe(
      'thresholds-unknown',
    );
  });
});

function asComplete(result: Overall): CompleteOverall {
  if (result.state !== 'complete') throw new Error('The result is incomplete.');
  return result;
}

function asIncomplete(result: Overall): IncompleteOverall {
  if (result.state !== 'incomplete') throw new Error('The result is complete.');
  return result;
}
