import type { Band } from './band.ts';
import { deepFreeze } from './deep-freeze.ts';
import { quoteValue, ScoringError } from './errors.ts';
import { ALL_POINTS, HIGHEST_POINTS } from './points.ts';
import { displayedScore } from './score.ts';

/** A published interpretation of the boundaries between bands. */
export type ThresholdSetId = '62-80' | 'cqc';

/** A range of whole numbers, both ends included. */
export interface Span {
  readonly lowest: number;
  readonly highest: number;
}

/** The end of a band, as its source states it. */
export interface BandLimit {
  readonly band: Band;
  /** The range in the words of its source, for display: `above 62, under 80`. */
  readonly stated: string;
  /** The percentage at which the band ends, a whole number up to 100. */
  readonly limit: number;
  /** Whether exactly that percentage still belongs to the band. */
  readonly includesLimit: boolean;
}

/** One band of a threshold set, with its totals and scores. */
export interface BandRange extends BandLimit {
  /** Points, within 9 to 36. */
  readonly points: Span;
  /** The displayed scores of those points, within 25 to 100. */
  readonly scores: Span;
}

/** A named set of four bands, lowest first, that together cover every total exactly once. */
export interface ThresholdSet {
  readonly id: ThresholdSetId;
  readonly name: string;
  /** The publisher, place and date. */
  readonly origin: string;
  readonly bands: readonly BandRange[];
}

/**
 * The two published interpretations of the boundaries.
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
export const THRESHOLD_SETS: Readonly<Record<ThresholdSetId, ThresholdSet>> = deepFreeze({
  '62-80': {
    id: '62-80',
    name: '62 and 80 thresholds',
    origin:
      'Community Care, 21 May 2024: good starts above 62 and outstanding at 80. It gives no threshold above inadequate, so CQC’s 38 is used.',
    bands: bandRanges([
      { band: 'inadequate', stated: 'up to 38', limit: 38, includesLimit: true },
      { band: 'requires-improvement', stated: 'above 38, up to 62', limit: 62, includesLimit: true },
      { band: 'good', stated: 'above 62, under 80', limit: 80, includesLimit: false },
      { band: 'outstanding', stated: '80 and over', limit: 100, includesLimit: true },
    ]),
  },
  cqc: {
    id: 'cqc',
    name: 'CQC published thresholds',
    origin: 'Care Quality Commission, “How we determine ratings”.',
    bands: bandRanges([
      { band: 'inadequate', stated: '25 to 38', limit: 38, includesLimit: true },
      { band: 'requires-improvement', stated: '39 to 62', limit: 62, includesLimit: true },
      { band: 'good', stated: '63 to 87', limit: 87, includesLimit: true },
      { band: 'outstanding', stated: '88 to 100', limit: 100, includesLimit: true },
    ]),
  },
});

/** The set for a council that has not chosen one. */
export const DEFAULT_THRESHOLDS: ThresholdSetId = '62-80';

/** The ids of the threshold sets, the default first. */
export const THRESHOLD_SET_IDS: readonly ThresholdSetId[] = deepFreeze(['62-80', 'cqc'] as const);

/**
 * Whether a value, such as one from a stored setting, is the id of a threshold set.
 *
 * @example
 * ```ts
 * isThresholdSetId('cqc'); // true
 * ```
 */
export function isThresholdSetId(value: unknown): value is ThresholdSetId {
  return typeof value === 'string' && Object.hasOwn(THRESHOLD_SETS, value);
}

/** Accepts the id of a threshold set and throws for anything else. */
export function checkThresholds(id: ThresholdSetId): void {
  if (!isThresholdSetId(id)) {
    throw new ScoringError('thresholds-unknown', `No threshold set is called ${quoteValue(id)}.`);
  }
}

/** Adds to each limit the totals within it and above the previous limit. */
function bandRanges(limits: readonly BandLimit[]): readonly BandRange[] {
  return limits.map((limit, index) => {
    const inside = ALL_POINTS.filter(
      (points) => limits.findIndex((candidate) => isWithin(points, candidate)) === index,
    );
    const points = { lowest: Math.min(...inside), highest: Math.max(...inside) };
    const scores = { lowest: displayedScore(points.lowest), highest: displayedScore(points.highest) };
    return { ...limit, points, scores };
  });
}

/** Compares the exact percentage with a limit, both multiplied by 36 so that both are whole numbers. */
function isWithin(points: number, { limit, includesLimit }: BandLimit): boolean {
  const percentage = 100 * points;
  const end = limit * HIGHEST_POINTS;
  return includesLimit ? percentage <= end : percentage < end;
}
