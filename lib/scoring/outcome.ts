import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { BAND_NAMES, type Band } from './band.ts';
import { rangeFor } from './band-for.ts';
import { displayedScore } from './score.ts';
import { type ThresholdSetId, thresholdSet, thresholdSetIds } from './thresholds.ts';

/** The score and band of a total under one threshold set. */
export interface Outcome {
  /** Whole points, from 9 to 36 in CQC's framework of 2023. */
  readonly points: number;
  /** The displayed score, up to 100. */
  readonly score: number;
  readonly band: Band;
}

/** The band under the other threshold set, if it disagrees with the headline set. */
export interface Disagreement {
  readonly thresholds: ThresholdSetId;
  readonly band: Band;
  /**
   * Both sets with their ranges and bands, in one sentence. Part of signed content, so its wording must never change.
   */
  readonly reason: string;
}

/**
 * The score and band of a total.
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * outcomeFor(28); // { points: 28, score: 78, band: 'good' }
 * ```
 */
export function outcomeFor(
  points: number,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): Outcome {
  const { band } = rangeFor(points, thresholds, framework);
  return { points, score: displayedScore(points, framework), band };
}

/**
 * Reports a total that the published sets of boundaries put in different bands: in CQC's framework of 2023, 29, 30 and
 * 31 points.
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @param thresholds - the headline set, which is compared with the others
 * @returns the other set's band and the reason, or `null` if all sets agree
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * disagreementFor(29)?.reason;
 * // 'A score of 81 is outstanding under “Boundaries at 62 and 80” (80 and over) and good under
 * //  “CQC’s published ranges” (63 to 87).'
 * disagreementFor(28); // null
 * ```
 */
export function disagreementFor(
  points: number,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): Disagreement | null {
  const { band } = rangeFor(points, thresholds, framework);
  const other = thresholdSetIds(framework).find((id) => rangeFor(points, id, framework).band !== band);
  if (!other) return null;
  const [here, there] = [verdict(points, thresholds, framework), verdict(points, other, framework)];
  const reason = `A score of ${displayedScore(points, framework)} is ${here} and ${there}.`;
  return { thresholds: other, band: rangeFor(points, other, framework).band, reason };
}

function verdict(points: number, thresholds: ThresholdSetId | undefined, framework: Framework): string {
  const { band, stated } = rangeFor(points, thresholds, framework);
  const { nameInReason } = thresholdSet(thresholds, framework);
  return `${BAND_NAMES[band].toLowerCase()} under “${nameInReason}” (${stated})`;
}
