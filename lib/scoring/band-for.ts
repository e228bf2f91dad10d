import type { Band } from './band.ts';
import { checkPoints, pointsOutOfRange } from './points.ts';
import {
  type BandRange,
  checkThresholds,
  DEFAULT_THRESHOLDS,
  THRESHOLD_SETS,
  type ThresholdSetId,
} from './thresholds.ts';

/**
 * The band of a total, decided on the exact percentage and never on the rounded score.
 *
 * No score caps the band, not even a 1: York (four 1s) and Hull (two 1s) were rated by the plain ranges.
 *
 * @param points - whole points from 9 to 36
 * @param thresholds - which published boundaries to use; `62-80` by default
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * bandFor(22); // 'requires-improvement': 61.11%, shown as 62
 * bandFor(29); // 'outstanding'
 * bandFor(29, 'cqc'); // 'good'
 * ```
 */
export function bandFor(points: number, thresholds: ThresholdSetId = DEFAULT_THRESHOLDS): Band {
  return rangeFor(points, thresholds).band;
}

/** The range of a threshold set that contains a total. */
export function rangeFor(points: number, thresholds: ThresholdSetId): BandRange {
  checkPoints(points);
  checkThresholds(thresholds);
  const range = THRESHOLD_SETS[thresholds].bands.find((candidate) => points <= candidate.points.highest);
  if (!range) throw pointsOutOfRange(points);
  return range;
}
