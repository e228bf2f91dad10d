import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { type Band, bandRank } from './band.ts';
import { rangeFor } from './band-for.ts';
import type { Scores } from './framework.ts';
import { requirePoints } from './points.ts';
import { type ThresholdSetId, thresholdSet } from './thresholds.ts';

/** A neighbouring band and its distance. */
export interface BandStep {
  readonly band: Band;
  /** Points, at least 1: where all statements weigh 1, single-step rises or falls. */
  readonly points: number;
}

/** The distance of a total from the bands on either side. */
export interface Distance {
  /** The next band up and the points to gain; `null` from outstanding. */
  readonly up: BandStep | null;
  /** The band below and the points to lose; `null` from inadequate. */
  readonly down: BandStep | null;
}

/** A neighbouring band, with the fewest statements whose scores would have to change. */
export interface StatementBandStep extends BandStep {
  /** At least 1. A statement can move further than one step, so this can be fewer than `points`. */
  readonly statements: number;
}

/** The distance of scores from the bands on either side, in points and in statements. */
export interface StatementDistance {
  readonly up: StatementBandStep | null;
  readonly down: StatementBandStep | null;
}

/**
 * The distance of a total from the next band up and from the band below. CQC's score exists to show where a council is
 * within its band ("good bordering on outstanding").
 *
 * @param points - whole points, from 9 to 36 in CQC's framework of 2023
 * @throws {ScoringError} `points-out-of-range` or `thresholds-unknown`
 *
 * @example
 * ```ts
 * distance(28); // { up: { band: 'outstanding', points: 1 }, down: { band: 'requires-improvement', points: 6 } }
 * distance(28, 'cqc').up; // { band: 'outstanding', points: 4 }
 * ```
 */
export function distance(
  points: number,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): Distance {
  const rank = bandRank(rangeFor(points, thresholds, framework).band);
  const { bands } = thresholdSet(thresholds, framework);
  const above = bands[rank + 1];
  const below = bands[rank - 1];
  return {
    up: above ? { band: above.band, points: above.points.lowest - points } : null,
    down: below ? { band: below.band, points: points - below.points.highest } : null,
  };
}

/**
 * The same distance for scores, with the fewest statements that would have to change. A statement can rise only to the
 * top of the scale and fall only to its bottom, so the number depends on the individual scores, not just on their sum.
 *
 * @throws {ScoringError} `scores-incomplete`, `thresholds-unknown`, or for scores that are not well formed
 *
 * @example
 * ```ts
 * // Seven 3s and two 2s, 25 points. Each 2 can rise by two, so two statements could bring the four points.
 * distanceInStatements({ QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 3, QS6: 3, QS7: 3, QS8: 2, QS9: 2 });
 * // { up: { band: 'outstanding', points: 4, statements: 2 },
 * //   down: { band: 'requires-improvement', points: 3, statements: 2 } }
 * ```
 */
export function distanceInStatements(
  scores: Scores,
  thresholds?: ThresholdSetId,
  framework: Framework = CQC_2023,
): StatementDistance {
  const { up, down } = distance(requirePoints(scores, framework), thresholds, framework);
  const { statements, highestScore, lowestScore } = framework;
  const rises = statements.map(({ id, weight }) => weight * (highestScore - (scores[id] ?? highestScore)));
  const falls = statements.map(({ id, weight }) => weight * ((scores[id] ?? lowestScore) - lowestScore));
  return {
    up: up && { ...up, statements: fewestThatMove(rises, up.points) },
    down: down && { ...down, statements: fewestThatMove(falls, down.points) },
  };
}

/** The number of statements needed to move this far, starting with those that can move furthest. */
function fewestThatMove(room: readonly number[], points: number): number {
  let moved = 0;
  let statements = 0;
  for (const most of room.toSorted((a, b) => b - a)) {
    if (moved >= points) break;
    moved += most;
    statements++;
  }
  return statements;
}
