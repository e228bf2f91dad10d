import type { Figure } from '#lib/kernel/figures.ts';
import { formatCount, lowerFirst } from '#lib/kernel/format.ts';
import { formatPeriod, isSameLength } from '#lib/kernel/periods.ts';
import { difference, formatMeasured } from '#lib/record/measures/figures.ts';
import type { Direction, Measure, MeasureValue } from '#lib/record/measures/rules.ts';

export type Verdict = 'better' | 'worse' | 'same';

/** Compares one figure with another, given which way is better. */
export function verdictOf(figure: Figure, other: Figure, better: Direction): Verdict {
  if (figure === other) return 'same';
  return figure > other === (better === 'higher') ? 'better' : 'worse';
}

export type Series = Pick<Measure, 'unit' | 'better' | 'comparator' | 'values'>;

/** The value whose period ends last; if two end together, the shorter. */
export function latestOf(values: readonly MeasureValue[]): MeasureValue | null {
  return values.at(-1) ?? null;
}

/** Compares a value with its comparator. Null: it has none. */
export function gapOf(value: MeasureValue, better: Direction): Verdict | null {
  return value.comparator && verdictOf(value.value, value.comparator.value, better);
}

/** `1.8 percentage points better than England`, with the comparator's period if it differs. */
export function describeGap(
  value: MeasureValue,
  { unit, better, comparator }: Omit<Series, 'values'>,
): string {
  if (!value.comparator) return `No figure for ${comparator}`;
  const beside = value.comparator.period
    ? `${comparator} in ${formatPeriod(value.comparator.period)}`
    : comparator;
  const verdict = verdictOf(value.value, value.comparator.value, better);
  if (verdict === 'same') return `The same as ${beside}`;
  return `${difference(value.value, value.comparator.value, unit)} ${verdict} than ${beside}`;
}

export type Trend = {
  readonly last: { readonly verdict: Verdict; readonly since: MeasureValue };
  /** Over all periods, if there are more than two. */
  readonly all: { readonly verdict: Verdict; readonly since: MeasureValue; readonly periods: number } | null;
};

/** The latest value against earlier ones with periods of the same length: a month cannot be compared with a year. */
export function trendOf({ values, better }: Pick<Series, 'values' | 'better'>): Trend | null {
  const latest = latestOf(values);
  if (!latest) return null;
  const alike = values.filter(({ period }) => isSameLength(period, latest.period));
  const [first, before] = [alike[0], alike.at(-2)];
  if (!first || !before) return null;
  const against = (since: MeasureValue) => ({
    verdict: verdictOf(latest.value, since.value, better),
    since,
  });
  return {
    last: against(before),
    all: alike.length > 2 ? { ...against(first), periods: alike.length } : null,
  };
}

/** `Up 0.4 percentage points since 2023-24 (better). Over 5 periods: down 2 percentage points since 2020-21 (worse)`. */
export function describeTrend({ values, unit, better }: Omit<Series, 'comparator'>): string {
  const latest = latestOf(values);
  const trend = trendOf({ values, better });
  if (!latest || !trend) return 'No earlier period to compare with';
  const change = ({ verdict, since }: Trend['last']) => {
    const when = formatPeriod(since.period);
    if (verdict === 'same') return `No change since ${when}`;
    const direction = latest.value > since.value ? 'Up' : 'Down';
    return `${direction} ${difference(latest.value, since.value, unit)} since ${when} (${verdict})`;
  };
  const { last, all } = trend;
  if (!all) return change(last);
  return `${change(last)}. Over ${formatCount(all.periods, 'period')}: ${lowerFirst(change(all))}`;
}

/** The headline of a measure's chart: its latest value and the comparison. */
export function headlineOf(measure: Series): string {
  const latest = latestOf(measure.values);
  if (!latest) return 'No values yet';
  const now = `${formatMeasured(latest.value, measure.unit)} in ${formatPeriod(latest.period)}`;
  return latest.comparator ? `${now}, ${lowerFirst(describeGap(latest, measure))}` : now;
}

/** Names of measures by whether the latest value is better than, worse than or the same as its comparator. */
export function againstComparator(measures: readonly Pick<Measure, 'name' | 'better' | 'values'>[]): {
  readonly better: readonly string[];
  readonly worse: readonly string[];
  readonly same: readonly string[];
} {
  const named = (verdict: Verdict) =>
    measures.flatMap(({ name, better, values }) => {
      const latest = latestOf(values);
      return latest && gapOf(latest, better) === verdict ? [name] : [];
    });
  return { better: named('better'), worse: named('worse'), same: named('same') };
}
