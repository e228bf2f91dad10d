import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { deepFreeze } from '#lib/frameworks/deep-freeze.ts';
import {
  type BandLimit,
  type Framework,
  lastTotalOf,
  type ThresholdLimits,
  type ThresholdSetId,
} from '#lib/frameworks/framework.ts';
import { quoteValue, ScoringError } from './errors.ts';
import { displayedScore } from './score.ts';

export type { BandLimit, ThresholdSetId } from '#lib/frameworks/framework.ts';

/** A range of whole numbers, both ends included. */
export interface Span {
  readonly lowest: number;
  readonly highest: number;
}

/** One band of a threshold set, with its totals and scores. */
export interface BandRange extends BandLimit {
  /** Whole points; some totals may be out of reach if statements weigh more than 1. */
  readonly points: Span;
  /** The displayed scores of those points. */
  readonly scores: Span;
}

/** A named set of four bands, lowest first, that together cover every total exactly once. */
export interface ThresholdSet extends ThresholdLimits {
  readonly bands: readonly BandRange[];
}

// Calculated once for each framework: a page asks for bands hundreds of times.
const known = new WeakMap<Framework, ReadonlyMap<ThresholdSetId, ThresholdSet>>();

/**
 * The two published interpretations of the boundaries of CQC's framework of 2023.
 *
 * | Set | Inadequate | Requires improvement | Good | Outstanding | Points |
 * |---|---|---|---|---|---|
 * | `62-80` | up to 38 | above 38, up to 62 | above 62, under 80 | 80 and over | 9–13, 14–22, 23–28, 29–36 |
 * | `cqc` | 25 to 38 | 39 to 62 | 63 to 87 | 88 to 100 | 9–13, 14–22, 23–31, 32–36 |
 *
 * They differ only at 29, 30 and 31 points. Wokingham and North Yorkshire scored 81 (29 points) and CQC rated them
 * good.
 *
 * **Both are decided on the exact percentage.** `62-80` is stated that way. `cqc` is stated in published scores, which
 * are exact percentages rounded up to a whole number. A rounded-up percentage is at most `n` exactly if the percentage
 * itself is at most `n`, so "63 to 87" means "above 62, up to 87": the same totals are in it, and the rounded score is
 * never needed. (No total is exactly 38, 62, 80 or 87%.)
 *
 * @example
 * ```ts
 * THRESHOLD_SETS.cqc.bands[2]?.points; // { lowest: 23, highest: 31 }
 * ```
 */
export const THRESHOLD_SETS = Object.freeze(Object.fromEntries(setsOf(CQC_2023))) as Readonly<
  Record<'62-80' | 'cqc', ThresholdSet>
>;

/** The set for a council that has not chosen one. */
export const DEFAULT_THRESHOLDS: ThresholdSetId = CQC_2023.defaultThresholds;

/** The ids of the threshold sets, the default first. */
export const THRESHOLD_SET_IDS: readonly ThresholdSetId[] = thresholdSetIds(CQC_2023);

/** `THRESHOLD_SET_IDS` for another framework. */
export function thresholdSetIds({ thresholdSets }: Framework): readonly ThresholdSetId[] {
  return deepFreeze(thresholdSets.map(({ id }) => id));
}

/**
 * Whether a value, such as one from a stored setting, is the id of a threshold set.
 *
 * @example
 * ```ts
 * isThresholdSetId('cqc'); // true
 * ```
 */
export function isThresholdSetId(value: unknown, framework: Framework = CQC_2023): value is ThresholdSetId {
  return framework.thresholdSets.some(({ id }) => id === value);
}

/**
 * A set of boundaries by its id; the framework's default if none is named.
 *
 * @throws {ScoringError} `thresholds-unknown`
 */
export function thresholdSet(id: ThresholdSetId | undefined, framework: Framework = CQC_2023): ThresholdSet {
  const found = setsOf(framework).get(id ?? framework.defaultThresholds);
  if (!found) throw new ScoringError('thresholds-unknown', `No threshold set is called ${quoteValue(id)}.`);
  return found;
}

/** A mark of a drawn scale: at a percentage, with its label. */
export interface ScaleMark {
  readonly at: number;
  readonly label: number;
}

/**
 * The marks of a drawn scale from 0 to 100: where each band starts, labelled as its source states it, and the end.
 *
 * @example
 * ```ts
 * scaleMarks(THRESHOLD_SETS.cqc).map(({ label }) => label); // [0, 39, 63, 88, 100]
 * scaleMarks(THRESHOLD_SETS['62-80']).map(({ label }) => label); // [0, 38, 62, 80, 100]
 * ```
 */
export function scaleMarks({ bands }: ThresholdSet): readonly ScaleMark[] {
  const starts = bands.slice(1).map(({ stated }, index) => {
    const at = bands[index]?.limit ?? 0;
    return { at, label: Number(/\d+/.exec(stated)?.[0] ?? at) };
  });
  return [{ at: 0, label: 0 }, ...starts, { at: 100, label: 100 }];
}

function setsOf(framework: Framework): ReadonlyMap<ThresholdSetId, ThresholdSet> {
  const sets =
    known.get(framework) ??
    new Map(
      framework.thresholdSets.map((set) => [
        set.id,
        deepFreeze({ ...set, bands: bandRanges(set.bands, framework) }),
      ]),
    );
  known.set(framework, sets);
  return sets;
}

/** Adds to each limit the totals up to it and above the previous limit. Every band of a framework has some. */
function bandRanges(limits: readonly BandLimit[], framework: Framework): readonly BandRange[] {
  const { lowestPoints, highestPoints } = framework;
  const ends = limits.map((limit) => lastTotalOf(limit, highestPoints));
  return limits.map((limit, index) => {
    const points = {
      lowest: (ends[index - 1] ?? lowestPoints - 1) + 1,
      highest: ends[index] ?? highestPoints,
    };
    const scores = {
      lowest: displayedScore(points.lowest, framework),
      highest: displayedScore(points.highest, framework),
    };
    return { ...limit, points, scores };
  });
}
