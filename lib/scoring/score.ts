import { checkPoints, HIGHEST_POINTS } from './points.ts';

/**
 * Points as a percentage of the maximum, **rounded up** to a whole number. The only place that rounds. It divides
 * small whole numbers, so floating point cannot push a result past a whole number.
 */
export function roundedUpPercentage(points: number, maximum: number): number {
  return Math.floor((100 * points + maximum - 1) / maximum);
}

/**
 * The score as CQC publishes it: points out of 36 as a percentage, **rounded up**, `floor((100 × points + 35) / 36)`.
 *
 * The rule is derived from published results. Four fit nothing else: Hounslow (25 points, 69.44, published 70),
 * North Somerset (21, 58.33, 59), Swindon (22, 61.11, 62) and Brent (22, one point under good). All ten councils
 * whose score and nine statement scores are both public fit it.
 *
 * For display only. Never decide a band from it: use `bandFor`.
 *
 * @param points - whole points from 9 to 36
 * @returns a whole number from 25 to 100
 * @throws {ScoringError} `points-out-of-range`
 *
 * @example
 * ```ts
 * displayedScore(25); // 70, because 25 / 36 is 69.44%
 * ```
 */
export function displayedScore(points: number): number {
  checkPoints(points);
  return roundedUpPercentage(points, HIGHEST_POINTS);
}

/**
 * Points out of 36 as a percentage, as exact as a floating-point number can be. For showing how a score was
 * calculated; bands are decided on whole numbers.
 *
 * @param points - whole points from 9 to 36
 * @returns a percentage from 25 to 100
 * @throws {ScoringError} `points-out-of-range`
 *
 * @example
 * ```ts
 * exactPercentage(25); // 69.44444444444444
 * ```
 */
export function exactPercentage(points: number): number {
  checkPoints(points);
  return (100 * points) / HIGHEST_POINTS;
}
