import type { Framework } from '#lib/frameworks/framework.ts';
import type { ShownResult } from '#lib/record/results/rules.ts';
import { allPoints, type Band, bandFor, displayedScore, thresholdSet } from '#lib/scoring/index.ts';

/** How many councils have one total. The band is by the regulator's thresholds. */
export type PointsCount = {
  readonly points: number;
  readonly score: number;
  readonly band: Band;
  readonly councils: number;
};

/** A rating, and the councils at its lower edge. */
export type RatingCount = {
  readonly band: Band;
  readonly councils: number;
  /** Null for the lowest band, which has no edge. `reached`: at its lowest total; `short`: one point below it. */
  readonly edge: { readonly points: number; readonly reached: number; readonly short: number } | null;
};

/** Every possible total from the lowest, with the councils that have it. */
export function countPoints(results: readonly ShownResult[], framework: Framework): readonly PointsCount[] {
  return allPoints(framework).map((points) => ({
    points,
    score: displayedScore(points, framework),
    band: bandFor(points, framework.regulatorThresholds, framework),
    councils: results.filter(({ known }) => known?.points === points).length,
  }));
}

/** Every rating, best first. */
export function countRatings(results: readonly ShownResult[], framework: Framework): readonly RatingCount[] {
  const { bands } = thresholdSet(framework.regulatorThresholds, framework);
  const at = (points: number) => results.filter(({ known }) => known?.points === points).length;
  return bands
    .map(({ band, points: { lowest } }, index) => ({
      band,
      councils: results.filter(({ facts }) => facts.rating === band).length,
      edge: index === 0 ? null : { points: lowest, reached: at(lowest), short: at(lowest - 1) },
    }))
    .toReversed();
}
