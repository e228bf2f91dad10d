import { checkScores, isComplete } from './check.ts';
import { quoteValue, ScoringError } from './errors.ts';
import type { Scores, StatementId } from './framework.ts';

/** The lowest total of nine scores: nine 1s. */
export const LOWEST_POINTS = 9;

/** The highest total of nine scores: nine 4s. */
export const HIGHEST_POINTS = 36;

/** Every possible total of nine scores, 9 to 36, lowest first. */
export const ALL_POINTS: readonly number[] = Object.freeze(
  Array.from({ length: HIGHEST_POINTS - LOWEST_POINTS + 1 }, (_, index) => LOWEST_POINTS + index),
);

/**
 * The sum of the nine scores. All nine have the same weight (CQC, "How we determine ratings").
 *
 * @returns whole points from 9 to 36, or `null` while any statement is not scored
 * @throws {ScoringError} for scores that are not well formed, see `toScores`
 *
 * @example
 * ```ts
 * totalPoints({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 }); // 28
 * totalPoints(NO_SCORES); // null
 * ```
 */
export function totalPoints(scores: Scores): number | null {
  if (isComplete(scores)) {
    const { QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 } = scores;
    return QS1 + QS2 + QS3 + QS4 + QS5 + QS6 + QS7 + QS8 + QS9;
  }
  checkScores(scores);
  return null;
}

/** The statements among `of` that are not scored, in the order given. */
export function missingStatements(scores: Scores, of: readonly StatementId[]): readonly StatementId[] {
  return of.filter((id) => scores[id] === null);
}

/** The sum of the scores that exist among `of`; 0 if there are none. */
export function pointsSoFar(scores: Scores, of: readonly StatementId[]): number {
  return of.reduce((sum, id) => sum + (scores[id] ?? 0), 0);
}

/** The total, for results that need all nine scores. */
export function requirePoints(scores: Scores): number {
  const points = totalPoints(scores);
  if (points === null) {
    throw new ScoringError('scores-incomplete', 'This needs a score for each of the nine statements.');
  }
  return points;
}

/** Accepts a total that nine scores can have, and throws for anything else. */
export function checkPoints(points: number): void {
  if (!Number.isInteger(points) || points < LOWEST_POINTS || points > HIGHEST_POINTS) {
    throw pointsOutOfRange(points);
  }
}

/** The error for a total that nine scores cannot have. */
export function pointsOutOfRange(points: number): ScoringError {
  return new ScoringError(
    'points-out-of-range',
    `Points must be a whole number from ${LOWEST_POINTS} to ${HIGHEST_POINTS}, not ${quoteValue(points)}.`,
  );
}
