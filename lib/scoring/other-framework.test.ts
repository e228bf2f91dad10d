import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FICTIONAL_FRAMEWORK as FRAMEWORK } from '#tests/setup/fictional-framework.ts';
import {
  allPoints,
  bandFor,
  countPathsToBand,
  displayedScore,
  distance,
  distanceInStatements,
  flags,
  isScore,
  isStatementId,
  noScores,
  overall,
  pathsToBand,
  type Scores,
  scoreWords,
  statement,
  themeResults,
  thresholdSet,
  toScores,
  totalPoints,
} from './index.ts';
import { thrownKind } from './testing/thrown-kind.ts';

// What the framework says, written out a second time.
const WEIGHTS = [1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1];
const scoresOf = (list: readonly (number | null)[]): Scores =>
  Object.fromEntries(list.map((score, at) => [`F${at + 1}`, score]));
const pointsOf = (list: readonly number[]) =>
  list.reduce((sum, score, at) => sum + score * (WEIGHTS[at] ?? 0), 0);
const bandOf = (points: number) => {
  const percentage = (100 * points) / 65;
  if (percentage <= 40) return 'inadequate';
  if (percentage < 60) return 'requires-improvement';
  return percentage <= 85 ? 'good' : 'outstanding';
};
const complete = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 11, maxLength: 11 });
const anyScores = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 3 }), {
  minLength: 11,
  maxLength: 11,
});

describe('another framework', () => {
  it('gives points by weight, a score to the nearest, and a band by its own thresholds', () => {
    fc.assert(
      fc.property(complete, (list) => {
        const points = pointsOf(list);
        expect(totalPoints(scoresOf(list), FRAMEWORK)).toBe(points);
        expect(overall(scoresOf(list), undefined, FRAMEWORK)).toEqual({
          state: 'complete',
          points,
          score: Math.round((100 * points) / 65),
          exactPercentage: expect.closeTo((100 * points) / 65, 9),
          band: bandOf(points),
          thresholds: 'fictional',
          disagreement: null,
        });
      }),
    );
  });

  it('gives the range of incomplete scores', () => {
    fc.assert(
      fc.property(anyScores, (list) => {
        fc.pre(list.includes(null));
        const result = overall(scoresOf(list), undefined, FRAMEWORK);
        const ends = [1, 5].map((otherwise) => pointsOf(list.map((score) => score ?? otherwise)));
        expect(result).toMatchObject({
          state: 'incomplete',
          missing: list.flatMap((score, at) => (score === null ? `F${at + 1}` : [])),
          range: { lowest: { points: ends[0] }, highest: { points: ends[1] } },
        });
      }),
    );
  });

  it('has paths that reach a band, none of them with a needless step', () => {
    fc.assert(
      fc.property(complete, (list) => {
        const found = pathsToBand(scoresOf(list), 'outstanding', undefined, FRAMEWORK);
        expect(found.length).toBeGreaterThan(0);
        expect(countPathsToBand(scoresOf(list), 'outstanding', undefined, FRAMEWORK)).toBeGreaterThanOrEqual(
          found.length,
        );
        for (const { rises, points, band } of found) {
          const risen = list.map(
            (score, at) => rises.find(({ statement: id }) => id === `F${at + 1}`)?.to ?? score,
          );
          expect(pointsOf(risen)).toBe(points);
          expect(band).toBe('outstanding');
          for (const { statement: id } of rises) {
            const without = risen.map((score, at) => (id === `F${at + 1}` ? score - 1 : score));
            expect(bandOf(pointsOf(without))).not.toBe('outstanding');
          }
        }
      }),
    );
  });

  it('counts distance in points and in statements of their weight', () => {
    // Eleven 3s: 39 of 65 points, exactly 60%.
    const threes = scoresOf(WEIGHTS.map(() => 3));
    expect(distance(39, undefined, FRAMEWORK)).toEqual({
      up: { band: 'outstanding', points: 17 },
      down: { band: 'requires-improvement', points: 1 },
    });
    // The two of double weight can rise by four points each, the others by two.
    expect(distanceInStatements(threes, undefined, FRAMEWORK)).toMatchObject({
      up: { statements: 7 },
      down: { statements: 1 },
    });
  });

  it('gives its themes the points of their weights', () => {
    expect(themeResults({ ...noScores(FRAMEWORK), F8: 4, F9: 3, F10: 2 }, FRAMEWORK).slice(3)).toEqual([
      {
        ...{ theme: 4, name: 'Green theme', scored: 2, of: 2, points: 11, maximum: 15 },
        ...{ state: 'complete', percentage: 73, missing: [] },
      },
      {
        ...{ theme: 5, name: 'Blue theme', scored: 1, of: 2, points: 2, maximum: 10 },
        ...{ state: 'incomplete', percentage: null, missing: ['F11'] },
      },
    ]);
  });

  it('covers every total with its bands', () => {
    const { bands } = thresholdSet(undefined, FRAMEWORK);
    expect(bands.map(({ points }) => [points.lowest, points.highest])).toEqual([
      [13, 26],
      [27, 38],
      [39, 55],
      [56, 65],
    ]);
    for (const points of allPoints(FRAMEWORK))
      expect(bandFor(points, undefined, FRAMEWORK)).toBe(bandOf(points));
  });

  it('has its own statements, scores and words', () => {
    expect([isStatementId('F11', FRAMEWORK), isStatementId('QS1', FRAMEWORK)]).toEqual([true, false]);
    expect([isScore(5, FRAMEWORK), isScore(5), isScore(6, FRAMEWORK)]).toEqual([true, false, false]);
    expect(statement('F7', FRAMEWORK).name).toBe('Safeguarding');
    expect(scoreWords(5, FRAMEWORK)).toBe('Far above');
    expect(flags(scoresOf(WEIGHTS.map(() => 1)), FRAMEWORK)).toEqual([]);
  });

  it('refuses what belongs to CQC’s framework of 2023', () => {
    expect(thrownKind(() => toScores({ QS1: 3 }, FRAMEWORK))).toBe('statement-missing');
    expect(thrownKind(() => toScores({ ...noScores(FRAMEWORK), QS1: 3 }, FRAMEWORK))).toBe(
      'statement-unknown',
    );
    expect(thrownKind(() => overall(noScores(FRAMEWORK), 'cqc', FRAMEWORK))).toBe('thresholds-unknown');
    expect(thrownKind(() => displayedScore(12, FRAMEWORK))).toBe('points-out-of-range');
    expect(displayedScore(13, FRAMEWORK)).toBe(20);
    expect(thrownKind(() => statement('QS1', FRAMEWORK))).toBe('statement-unknown');
  });
});
