import { BAND_NAMES, type Band } from './band.ts';
import { rangeFor } from './band-for.ts';
import { displayedScore } from './score.ts';
import { DEFAULT_THRESHOLDS, THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

/** The score and band of a total under one threshold set. */
export interface Outcome {
  /** Whole points from 9 to 36. */
  readonly points: number;
  /** The displayed score, rounded up, from 25 to 100. */
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
 * @param points - whole points from 9 to 36
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * outcomeFor(28); // { points: 28, score: 78, band: 'good' }
 * ```
 */
export function outcomeFor(points: number, thresholds: ThresholdSetId = DEFAULT_THRESHOLDS): Outcome {
  return { points, score: displayedScore(points), band: rangeFor(points, thresholds).band };
}

const NAMES_IN_REASON: Readonly<Record<ThresholdSetId, string>> = {
  '62-80': 'Boundaries at 62 and 80',
  cqc: 'CQC’s published ranges',
};

/**
 * Reports a total that the published sets of boundaries put in different bands: 29, 30 and 31 points.
 *
 * @param points - whole points from 9 to 36
 * @param thresholds - the headline set, which is compared with the other one
 * @returns the other set's band and the reason, or `null` if the sets agree
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
  thresholds: ThresholdSetId = DEFAULT_THRESHOLDS,
): Disagreement | null {
  const { band } = rangeFor(points, thresholds);
  const other = THRESHOLD_SET_IDS.find((id) => rangeFor(points, id).band !== band);
  if (!other) return null;
  const reason = `A score of ${displayedScore(points)} is ${verdict(points, thresholds)} and ${verdict(points, other)}.`;
  return { thresholds: other, band: rangeFor(points, other).band, reason };
}

function verdict(points: number, thresholds: ThresholdSetId): string {
  const { band, stated } = rangeFor(points, thresholds);
  return `${BAND_NAMES[band].toLowerCase()} under “${NAMES_IN_REASON[thresholds]}” (${stated})`;
}
