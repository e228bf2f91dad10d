import { gapOf, latestOf, trendOf } from '#lib/record/measures/comparisons.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { progressOf } from '#lib/record/measures/targets.ts';

/** Why a measure needs attention, the most pressing first; then those that do not, and those without values. */
export const ATTENTION = [
  'behind target',
  'worse than comparator',
  'getting worse',
  'none',
  'no values',
] as const;
export type Attention = (typeof ATTENTION)[number];

/** The first reason that holds. */
export function attentionOf(measure: Pick<Measure, 'values' | 'better' | 'target'>, asOf: Date): Attention {
  const { values, better, target } = measure;
  const latest = latestOf(values);
  if (!latest) return 'no values';
  if (target && progressOf(target, measure, asOf).state === 'behind') return 'behind target';
  if (gapOf(latest, better) === 'worse') return 'worse than comparator';
  return trendOf(measure)?.last.verdict === 'worse' ? 'getting worse' : 'none';
}

export function needsAttention(attention: Attention): boolean {
  return attention !== 'none' && attention !== 'no values';
}
