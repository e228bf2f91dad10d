import { type Band, bandRank } from './band.ts';
import { toScore } from './check.ts';
import { HIGHEST_SCORE, type Score, type Scores, STATEMENT_IDS, type StatementId } from './framework.ts';
import { type Outcome, outcomeFor } from './outcome.ts';
import { requirePoints } from './points.ts';
import { countSpreads, limitRises, spreads } from './spread.ts';
import { checkThresholds, DEFAULT_THRESHOLDS, THRESHOLD_SETS, type ThresholdSetId } from './thresholds.ts';

/** One statement's part in a path. */
export interface Rise {
  readonly statement: StatementId;
  readonly from: Score;
  /** Higher than `from`. */
  readonly to: Score;
}

/** A way to reach a band: which statements rise, and what the nine scores then come to. */
export interface PathToBand extends Outcome {
  /** In framework order; empty where the band is reached already. */
  readonly rises: readonly Rise[];
  /** How many single steps the rises add up to. */
  readonly steps: number;
}

/** The most paths that `pathsToBand` returns: as many as there can be while no statement rises twice, 9 over 4. */
export const MAX_PATHS = 126;

/**
 * The smallest sets of single-step rises that reach a band.
 *
 * Every path takes exactly the points that are wanting, one step each, so no smaller set reaches the band. Steps are
 * spread evenly: no statement rises twice where the band can be reached without, and none three times where it can be
 * reached with two.
 *
 * Paths with the fewest statements come first, then in framework order, the larger rise of an earlier statement
 * first. At most {@link MAX_PATHS} are returned, the first in that order. While no statement has to rise twice that is
 * all of them; {@link countPathsToBand} tells how many there are.
 *
 * A band counts as reached by a better one too. Any band can be reached from any nine scores.
 *
 * @param scores - nine scores, none `null`
 * @param band - the band to reach
 * @param thresholds - which published boundaries to use; `62-80` unless told
 * @returns at least one path; a single path with no rises where the band is reached already
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
  thresholds: ThresholdSetId = DEFAULT_THRESHOLDS,
): readonly PathToBand[] {
  const { points, steps, room } = planRises(scores, band, thresholds);
  const outcome = outcomeFor(points + steps, thresholds);
  const found: PathToBand[] = [];
  for (const rises of spreads(room, steps)) {
    found.push({ rises: toRises(scores, rises), steps, ...outcome });
    if (found.length === MAX_PATHS) break;
  }
  return found;
}

/**
 * How many paths there are, {@link pathsToBand} having returned at most {@link MAX_PATHS} of them.
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
  thresholds: ThresholdSetId = DEFAULT_THRESHOLDS,
): number {
  const { steps, room } = planRises(scores, band, thresholds);
  return countSpreads(room, steps);
}

interface RisePlan {
  readonly points: number;
  /** The steps that are wanting; 0 where the band is reached. */
  readonly steps: number;
  /** How far each statement may rise in a path, in framework order. */
  readonly room: readonly number[];
}

function planRises(scores: Scores, band: Band, thresholds: ThresholdSetId): RisePlan {
  const points = requirePoints(scores);
  checkThresholds(thresholds);
  const wanted = THRESHOLD_SETS[thresholds].bands[bandRank(band)]?.points.lowest ?? points;
  const steps = Math.max(0, wanted - points);
  const headroom = STATEMENT_IDS.map((id) => HIGHEST_SCORE - (scores[id] ?? HIGHEST_SCORE));
  return { points, steps, room: limitRises(headroom, steps) };
}

function toRises(scores: Scores, rises: readonly number[]): readonly Rise[] {
  return STATEMENT_IDS.flatMap((statement, place) => {
    const from = scores[statement];
    const rise = rises[place] ?? 0;
    return from === null || rise === 0 ? [] : [{ statement, from, to: toScore(from + rise) }];
  });
}
