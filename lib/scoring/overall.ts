import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { deepFreeze } from '#lib/frameworks/deep-freeze.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { Score, Scores, StatementId } from './framework.ts';
import { type Disagreement, disagreementFor, type Outcome, outcomeFor } from './outcome.ts';
import { allPoints, missingStatements, pointsSoFar, totalPoints } from './points.ts';
import { exactPercentage } from './score.ts';
import { type ThresholdSetId, thresholdSetIds } from './thresholds.ts';

/** The result of scores for all statements. */
export interface CompleteOverall extends Outcome {
  readonly state: 'complete';
  /** Points as a percentage of the highest, before rounding. */
  readonly exactPercentage: number;
  /** The set that decided the band. */
  readonly thresholds: ThresholdSetId;
  /** The other set's band if it differs; `null` if the sets agree. */
  readonly disagreement: Disagreement | null;
}

/** The result while statements are not scored: a range, and no number that looks final. */
export interface IncompleteOverall {
  readonly state: 'incomplete';
  /** How many statements are scored. */
  readonly scored: number;
  /** The statements that are not scored, in framework order. */
  readonly missing: readonly StatementId[];
  /** The set that decided the bands of the range. */
  readonly thresholds: ThresholdSetId;
  /** From every missing statement at the lowest score to every missing statement at the highest. */
  readonly range: { readonly lowest: Outcome; readonly highest: Outcome };
}

/** The result of an assessment: complete, or incomplete with a range. Branch on `state`. */
export type Overall = CompleteOverall | IncompleteOverall;

type CompleteResults = ReadonlyMap<ThresholdSetId, readonly CompleteOverall[]>;

// A complete result depends only on the total, so all of them are created once, frozen and shared.
const COMPLETE = completeResults(CQC_2023);
const known = new WeakMap<Framework, CompleteResults>([[CQC_2023, COMPLETE]]);

function completeResults(framework: Framework): CompleteResults {
  return new Map(
    thresholdSetIds(framework).map((id) => [
      id,
      deepFreeze(allPoints(framework).map((points) => complete(points, id, framework))),
    ]),
  );
}

/**
 * The result of an assessment: points, score and band once all statements are scored, and until then the range of
 * possible results.
 *
 * - Points are the sum of the scores, each times the weight of its statement. CQC's framework of 2023 has nine of the
 *   same weight, so 9 to 36 points.
 * - The score is points as a percentage of the highest, rounded as the framework says; CQC's of 2023 rounds up.
 * - The band is decided on the exact percentage, never on the rounded score. Nothing caps it.
 * - If the published threshold sets disagree, the result has both bands and the reason.
 *
 * @param scores - a score or `null` for each statement of the framework
 * @param thresholds - the headline set of boundaries; the framework's default if not given
 * @param framework - CQC's of 2023 if not given
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
export function overall(
  scores: Scores,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): Overall {
  const points = totalPoints(scores, framework);
  const set = thresholds ?? framework.defaultThresholds;
  if (points === null) return incomplete(scores, set, framework);
  const results = framework === CQC_2023 ? COMPLETE : resultsOf(framework);
  // Every known set has a result for every total; for an unknown set complete() throws.
  return results.get(set)?.[points - framework.lowestPoints] ?? complete(points, set, framework);
}

function resultsOf(framework: Framework): CompleteResults {
  const results = known.get(framework) ?? completeResults(framework);
  known.set(framework, results);
  return results;
}

function complete(points: number, thresholds: ThresholdSetId, framework: Framework): CompleteOverall {
  return {
    state: 'complete',
    ...outcomeFor(points, thresholds, framework),
    exactPercentage: exactPercentage(points, framework),
    thresholds,
    disagreement: disagreementFor(points, thresholds, framework),
  };
}

function incomplete(scores: Scores, thresholds: ThresholdSetId, framework: Framework): IncompleteOverall {
  const { statementIds, lowestScore, highestScore } = framework;
  const missing = missingStatements(scores, statementIds);
  const ifMissingScored = (score: Score) => {
    const all = { ...scores, ...Object.fromEntries(missing.map((id) => [id, score])) };
    return outcomeFor(pointsSoFar(all, framework), thresholds, framework);
  };
  return deepFreeze({
    state: 'incomplete',
    scored: statementIds.length - missing.length,
    missing,
    thresholds,
    range: { lowest: ifMissingScored(lowestScore), highest: ifMissingScored(highestScore) },
  });
}
