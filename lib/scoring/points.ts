import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { checkScores, sumOfNine } from './check.ts';
import { quoteValue, ScoringError } from './errors.ts';
import type { Scores, StatementId, ThemeId } from './framework.ts';

/** The lowest total of CQC's framework of 2023: nine 1s. */
export const LOWEST_POINTS = CQC_2023.lowestPoints;

/** Its highest total: nine 4s. */
export const HIGHEST_POINTS = CQC_2023.highestPoints;

/** Its possible totals, 9 to 36, lowest first. */
export const ALL_POINTS: readonly number[] = allPoints(CQC_2023);

/** Every whole number from a framework's lowest total to its highest. */
export function allPoints({ lowestPoints, highestPoints }: Framework): readonly number[] {
  return Object.freeze(
    Array.from({ length: highestPoints - lowestPoints + 1 }, (_, index) => lowestPoints + index),
  );
}

/**
 * The sum of the scores, each times the weight of its statement. In CQC's framework of 2023 all nine weigh the same
 * (CQC, "How we determine ratings").
 *
 * @returns whole points, from 9 to 36 in that framework, or `null` while any statement is not scored
 * @throws {ScoringError} for scores that are not well formed, see `toScores`
 *
 * @example
 * ```ts
 * totalPoints({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 }); // 28
 * totalPoints(NO_SCORES); // null
 * ```
 */
export function totalPoints(scores: Scores, framework: Framework = CQC_2023): number | null {
  const sum = framework === CQC_2023 ? sumOfNine(scores) : null;
  if (sum !== null) return sum;
  checkScores(scores, framework);
  const { statementIds } = framework;
  return missingStatements(scores, statementIds).length > 0 ? null : pointsSoFar(scores, framework);
}

/** The statements among `of` that are not scored, in the order given. */
export function missingStatements(scores: Scores, of: readonly StatementId[]): readonly StatementId[] {
  return of.filter((id) => scores[id] === null);
}

/** The points of the scores that exist, of one theme if given; 0 if there are none. */
export function pointsSoFar(scores: Scores, framework: Framework, theme?: ThemeId): number {
  return framework.statements.reduce(
    (sum, each) => sum + (theme && each.theme !== theme ? 0 : each.weight * (scores[each.id] ?? 0)),
    0,
  );
}

/** The total, for results that need the scores of all statements. */
export function requirePoints(scores: Scores, framework: Framework): number {
  const points = totalPoints(scores, framework);
  if (points === null) {
    throw new ScoringError('scores-incomplete', 'This needs a score for every statement.');
  }
  return points;
}

/** Accepts a whole number from the lowest total to the highest, and throws for anything else. */
export function checkPoints(points: number, framework: Framework): void {
  const { lowestPoints, highestPoints } = framework;
  if (!Number.isInteger(points) || points < lowestPoints || points > highestPoints) {
    throw pointsOutOfRange(points, framework);
  }
}

/** The error for any other total. */
export function pointsOutOfRange(points: number, { lowestPoints, highestPoints }: Framework): ScoringError {
  return new ScoringError(
    'points-out-of-range',
    `Points must be a whole number from ${lowestPoints} to ${highestPoints}, not ${quoteValue(points)}.`,
  );
}
