import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { type Band, bandRank } from './band.ts';
import { toScore } from './check.ts';
import type { Score, Scores, StatementId } from './framework.ts';
import { type Outcome, outcomeFor } from './outcome.ts';
import { requirePoints } from './points.ts';
import { countSpreads, limitRises, type Room, spreads } from './spread.ts';
import { type ThresholdSetId, thresholdSet } from './thresholds.ts';

/** The rise of one statement. */
export interface Rise {
  readonly statement: StatementId;
  readonly from: Score;
  /** Higher than `from`. */
  readonly to: Score;
}

/** A set of rises that reaches a band, and the outcome of the scores after them. */
export interface PathToBand extends Outcome {
  /** In framework order; empty if the band is reached already. */
  readonly rises: readonly Rise[];
  /** The points gained: where all statements weigh 1, the number of single steps. */
  readonly steps: number;
}

/**
 * The most paths that `pathsToBand` returns: the ways to choose 4 of 9 statements, which is the maximum in CQC's
 * framework of 2023 when none rises twice.
 */
export const MAX_PATHS = 126;

/**
 * The smallest sets of single-step rises that reach a band.
 *
 * No smaller set reaches the band: where all statements weigh 1, every path adds exactly the missing points. Steps are
 * spread evenly: no statement rises by two if single steps are enough, and none by three if two are.
 *
 * Paths with the fewest statements come first, then in framework order, the larger rise of an earlier statement
 * first. Only the first {@link MAX_PATHS} are returned, which is all of them while no statement has to rise by two;
 * {@link countPathsToBand} counts them all.
 *
 * A better band counts too. Any band can be reached from any scores.
 *
 * @param scores - a score for every statement, none `null`
 * @param band - the band to reach
 * @param thresholds - which published thresholds to use; the framework's default if not given
 * @returns at least one path; a single path with no rises if the band is reached already
 * @throws {ScoringError} `scores-incomplete`, `band-unknown`, `thresholds-unknown`, or for scores that are not well
 * formed
 *
 * @example
 * ```ts
 * // Nine 3s but Safeguarding at 4: 28 points, one short of outstanding
 * const found = pathsToBand({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 3, QS6: 3, QS7: 4, QS8: 3, QS9: 3 }, 'outstanding');
 * found.length; // 8: any statement but Safeguarding
 * found[0];
 * // { rises: [{ statement: 'QS1', from: 3, to: 4 }], steps: 1, points: 29, score: 81, band: 'outstanding' }
 * ```
 */
export function pathsToBand(
  scores: Scores,
  band: Band,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): readonly PathToBand[] {
  const { points, missing, rooms } = planRises(scores, band, thresholds, framework);
  const found: PathToBand[] = [];
  for (const rises of spreads(rooms, missing)) {
    const steps = rises.reduce((sum, rise, place) => sum + rise * (rooms[place]?.weight ?? 0), 0);
    const outcome = outcomeFor(points + steps, thresholds, framework);
    found.push({ rises: toRises(scores, rises, framework), steps, ...outcome });
    if (found.length === MAX_PATHS) break;
  }
  return found;
}

/**
 * Counts all paths, of which {@link pathsToBand} returns at most {@link MAX_PATHS}.
 *
 * @throws {ScoringError} as `pathsToBand` does
 *
 * @example
 * ```ts
 * // Nine 1s, 14 points short of good: nine rise by one and five of them by one more, or seven by two, or between
 * countPathsToBand({ QS1: 1, QS2: 1, QS3: 1, QS4: 1, QS5: 1, QS6: 1, QS7: 1, QS8: 1, QS9: 1 }, 'good'); // 414
 * ```
 */
export function countPathsToBand(
  scores: Scores,
  band: Band,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): number {
  const { missing, rooms } = planRises(scores, band, thresholds, framework);
  return countSpreads(rooms, missing);
}

interface RisePlan {
  readonly points: number;
  /** The missing points; 0 if the band is reached. */
  readonly missing: number;
  /** The most that each statement may rise, in framework order. */
  readonly rooms: readonly Room[];
}

function planRises(
  scores: Scores,
  band: Band,
  thresholds: ThresholdSetId | undefined,
  framework: Framework,
): RisePlan {
  const points = requirePoints(scores, framework);
  const wanted = thresholdSet(thresholds, framework).bands[bandRank(band)]?.points.lowest ?? points;
  const missing = Math.max(0, wanted - points);
  const { statements, highestScore } = framework;
  const headroom = statements.map(({ id, weight }) => ({
    steps: highestScore - (scores[id] ?? highestScore),
    weight,
  }));
  return { points, missing, rooms: limitRises(headroom, missing) };
}

function toRises(scores: Scores, rises: readonly number[], framework: Framework): readonly Rise[] {
  return framework.statementIds.flatMap((statement, place) => {
    const from = scores[statement] ?? null;
    const rise = rises[place] ?? 0;
    return from === null || rise === 0 ? [] : [{ statement, from, to: toScore(from + rise, framework) }];
  });
}
