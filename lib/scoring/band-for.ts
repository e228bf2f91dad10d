import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { Band } from './band.ts';
import { checkPoints, pointsOutOfRange } from './points.ts';
import { type BandRange, type ThresholdSetId, thresholdSet } from './thresholds.ts';

/**
 * The band of a total, decided on the exact percentage and never on the rounded score.
 *
 * No score caps the band, not even a 1: York (four 1s) and Hull (two 1s) were rated by the plain ranges.
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @param thresholds - which published boundaries to use; the framework's default if not given
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * bandFor(22); // 'requires-improvement': 61.11%, shown as 62
 * bandFor(29); // 'outstanding'
 * bandFor(29, 'cqc'); // 'good'
 * ```
 */
export function bandFor(points: number, thresholds?: ThresholdSetId, framework: Framework = CQC_2023): Band {
  return rangeFor(points, thresholds, framework).band;
}

/** The range of a threshold set that contains a total. */
export function rangeFor(
  points: number,
  thresholds: ThresholdSetId | undefined,
  framework: Framework,
): BandRange {
  checkPoints(points, framework);
  const { bands } = thresholdSet(thresholds, framework);
  const range = bands.find((candidate) => points <= candidate.points.highest);
  if (!range) throw pointsOutOfRange(points, framework);
  return range;
}
