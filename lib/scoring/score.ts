import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework, Rounding } from '#lib/frameworks/framework.ts';
import { checkPoints } from './points.ts';

/**
 * Points as a percentage of the maximum, rounded to a whole number as the framework says: CQC's **rounds up**. The only
 * place that rounds. It divides small whole numbers, so floating point cannot push a result past a whole number.
 */
export function roundedPercentage(points: number, maximum: number, rounding: Rounding): number {
  return rounding === 'up'
    ? Math.floor((100 * points + maximum - 1) / maximum)
    : Math.floor((200 * points + maximum) / (2 * maximum));
}

/**
 * The score as it is published: points as a percentage of the highest, rounded as the framework says. CQC's of 2023 is
 * out of 36 and **rounded up**, `floor((100 × points + 35) / 36)`.
 *
 * The rule is derived from published results. Four fit nothing else: Hounslow (25 points, 69.44, published 70),
 * North Somerset (21, 58.33, 59), Swindon (22, 61.11, 62) and Brent (22, one point under good). All ten councils
 * whose score and nine statement scores are both public fit it.
 *
 * For display only. Never decide a band from it: use `bandFor`.
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @returns a whole number from 25 to 100
 * @throws {ScoringError} `points-out-of-range`
 *
 * @example
 * ```ts
 * displayedScore(25); // 70, because 25 / 36 is 69.44%
 * ```
 */
export function displayedScore(points: number, framework: Framework = CQC_2023): number {
  checkPoints(points, framework);
  return roundedPercentage(points, framework.highestPoints, framework.rounding);
}

/**
 * Points as a percentage of the highest, 36 in CQC's framework of 2023, as exact as a floating-point number can be. For
 * showing how a score was calculated; bands are decided on whole numbers.
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @returns a percentage from 25 to 100
 * @throws {ScoringError} `points-out-of-range`
 *
 * @example
 * ```ts
 * exactPercentage(25); // 69.44444444444444
 * ```
 */
export function exactPercentage(points: number, framework: Framework = CQC_2023): number {
  checkPoints(points, framework);
  return (100 * points) / framework.highestPoints;
}
