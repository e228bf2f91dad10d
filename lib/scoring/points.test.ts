import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { STATEMENT_IDS } from './framework.ts';
import {
  ALL_POINTS,
  checkPoints,
  missingStatements,
  pointsSoFar,
  requirePoints,
  totalPoints,
} from './points.ts';
import { parseScores } from './testing/parse-scores.ts';
import { thrownKind } from './testing/thrown-kind.ts';

describe('totalPoints', () => {
  it.each([
    ['111111111', 9],
    ['333343333', 28],
    ['123412341', 21],
    ['444444444', 36],
  ])('adds up %s to %d', (written, points) => {
    expect(totalPoints(parseScores(written))).toBe(points);
  });

  it('is null while any one statement is not scored', () => {
    for (let place = 0; place < 9; place++) {
      const written = `${'4'.repeat(place)}.${'4'.repeat(8 - place)}`;
      expect(totalPoints(parseScores(written))).toBeNull();
    }
  });

  it('does not depend on the order of the scores', () => {
    const shuffled = fc.stringMatching(/^[1-4]{9}$/).chain((written) =>
      fc.tuple(
        fc.constant(written),
        fc.shuffledSubarray([...written], { minLength: 9 }).map((s) => s.join('')),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(totalPoints(parseScores(one))).toBe(totalPoints(parseScores(other)));
      }),
    );
  });
});

describe('the parts of an incomplete total', () => {
  it('are what is missing, in framework order, and the points so far', () => {
    expect(missingStatements(parseScores('3.334.33.'), STATEMENT_IDS)).toEqual(['QS2', 'QS6', 'QS9']);
    expect(pointsSoFar(parseScores('3.334.33.'), CQC_2023)).toBe(19);
    expect(pointsSoFar(parseScores('3.334.33.'), CQC_2023, 2)).toBe(7);
  });
});

describe('requirePoints', () => {
  it('throws for incomplete scores', () => {
    expect(requirePoints(parseScores('222222222'), CQC_2023)).toBe(18);
    expect(thrownKind(() => requirePoints(parseScores('22222222.'), CQC_2023))).toBe('scores-incomplete');
  });
});

describe('ALL_POINTS', () => {
  it('runs from 9 to 36', () => {
    expect(ALL_POINTS).toHaveLength(28);
    expect([ALL_POINTS[0], ALL_POINTS.at(-1)]).toEqual([9, 36]);
  });
});

describe('checkPoints', () => {
  it.each([9, 22, 36])('accepts %d', (points) => {
    expect(() => checkPoints(points, CQC_2023)).not.toThrow();
  });

  it.each([8, 37, 22.5, 0, -9, Number.NaN, Number.POSITIVE_INFINITY, '22', null, undefined])(
    'refuses %o',
    (points) => {
      expect(thrownKind(() => checkPoints(points as number, CQC_2023))).toBe('points-out-of-range');
    },
  );
});
