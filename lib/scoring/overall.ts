import { deepFreeze } from './deep-freeze.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, type Scores, STATEMENT_IDS, type StatementId } from './framework.ts';
import { type Disagreement, disagreementFor, type Outcome, outcomeFor } from './outcome.ts';
import { ALL_POINTS, LOWEST_POINTS, missingStatements, pointsSoFar, totalPoints } from './points.ts';
import { exactPercentage } from './score.ts';
import { DEFAULT_THRESHOLDS, THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

/** The result of nine scores. */
export interface CompleteOverall extends Outcome {
  readonly state: 'complete';
  /** Points out of 36 as a percentage before rounding, from 25 to 100. */
  readonly exactPercentage: number;
  /** The set that decided the band. */
  readonly thresholds: ThresholdSetId;
  /** The other set's band if it differs; `null` if the sets agree. */
  readonly disagreement: Disagreement | null;
}

/** The result while statements are not scored: a range, and no number that looks final. */
export interface IncompleteOverall {
  readonly state: 'incomplete';
  /** How many of the nine are scored, from 0 to 8. */
  readonly scored: number;
  /** The statements that are not scored, in framework order. */
  readonly missing: readonly StatementId[];
  /** The set that decided the bands of the range. */
  readonly thresholds: ThresholdSetId;
  /** From every missing statement scored 1 to every missing statement scored 4. */
  readonly range: { readonly lowest: Outcome; readonly highest: Outcome };
}

/** The result of an assessment: complete, or incomplete with a range. Branch on `state`. */
export type Overall = CompleteOverall | IncompleteOverall;

// A complete result depends only on the total, so all of them are created once, frozen and shared.
const COMPLETE: ReadonlyMap<ThresholdSetId, readonly CompleteOverall[]> = new Map(
  THRESHOLD_SET_IDS.map((id) => [id, deepFreeze(ALL_POINTS.map((points) => complete(points, id)))]),
);

/**
 * The result of an assessment: points, score and band once all nine statements are scored, and until then the range of
 * possible results.
 *
 * - Points are the sum of the nine scores, 9 to 36. All nine have the same weight.
 * - The score is points out of 36 as a percentage, rounded up.
 * - The band is decided on the exact percentage, never on the rounded score. Nothing caps it.
 * - If the two published threshold sets disagree, the result has both bands and the reason.
 *
 * @param scores - 1, 2, 3, 4 or `null` for each of the nine statements
 * @param thresholds - the headline set of boundaries; `62-80` by default
 * @returns a frozen result; complete results with the same points are the same object
 * @throws {ScoringError} for scores that are not well formed (see `toScores`), or `thresholds-unknown`
 *
 * @example
 * ```ts
 * // Hertfordshire, May 2024: eight 3s and one 4
 * overall({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 });
 * // { state: 'complete', points: 28, exactPercentage: 77.77777777777777, score: 78, band: 'good',
 * //   thresholds: '62-80', disagreement: null }
 *
 * overall({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: null });
 * // { state: 'incomplete', scored: 8, missing: ['QS9'], thresholds: '62-80',
 * //   range: { lowest: { points: 26, score: 73, band: 'good' },
 * //            highest: { points: 29, score: 81, band: 'outstanding' } } }
 * ```
 */
export function overall(scores: Scores, thresholds: ThresholdSetId = DEFAULT_THRESHOLDS): Overall {
  const points = totalPoints(scores);
  if (points === null) return incomplete(scores, thresholds);
  // Every known set has a result for every total; for an unknown set complete() throws.
  return COMPLETE.get(thresholds)?.[points - LOWEST_POINTS] ?? complete(points, thresholds);
}

function complete(points: number, thresholds: ThresholdSetId): CompleteOverall {
  return {
    state: 'complete',
    ...outcomeFor(points, thresholds),
    exactPercentage: exactPercentage(points),
    thresholds,
    disagreement: disagreementFor(points, thresholds),
  };
}

function incomplete(scores: Scores, thresholds: ThresholdSetId): IncompleteOverall {
  const missing = missingStatements(scores, STATEMENT_IDS);
  const points = pointsSoFar(scores, STATEMENT_IDS);
  return deepFreeze({
    state: 'incomplete',
    scored: STATEMENT_IDS.length - missing.length,
    missing,
    thresholds,
    range: {
      lowest: outcomeFor(points + missing.length * LOWEST_SCORE, thresholds),
      highest: outcomeFor(points + missing.length * HIGHEST_SCORE, thresholds),
    },
  });
}
