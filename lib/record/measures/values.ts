import { type Figure, figureFromDatabase, unformattedFigure } from '#lib/kernel/figures.ts';
import { formatPeriod, isSamePeriod, type Period } from '#lib/kernel/periods.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { MeasureValue, Unit } from '#lib/record/measures/rules.ts';

/** A value as an event records it: figures as exact decimals, "4.7". */
export type MeasureValueFacts = {
  readonly period: Period;
  readonly value: string;
  readonly comparator: string | null;
  readonly comparatorPeriod: Period | null;
  readonly source: string;
};

/** `12 days (comparator 10 days in 2024-25)`. */
export function describeValue(
  { value, comparator, comparatorPeriod }: Omit<MeasureValueFacts, 'source'>,
  unit: Unit,
): string {
  const when = comparatorPeriod ? ` in ${formatPeriod(comparatorPeriod)}` : '';
  const compared =
    comparator === null ? '' : ` (comparator ${formatMeasured(figureFromDatabase(comparator), unit)}${when})`;
  return `${formatMeasured(figureFromDatabase(value), unit)}${compared}`;
}

/** A value with its source, as the preview of an import shows it. */
export function describeSourced(facts: MeasureValueFacts, unit: Unit): string {
  return `${describeValue(facts, unit)}${facts.source === '' ? '' : `. Source: ${facts.source}`}`;
}

/** A value from a form or a row of a file. */
export type ValueContent = Pick<MeasureValue, 'period' | 'value' | 'source' | 'comparator'>;

/** Whether two values have the same content. */
export function isSameValue(a: ValueContent, b: ValueContent): boolean {
  return JSON.stringify(plainValue(a)) === JSON.stringify(plainValue(b));
}

/** A value in plain texts and dates, as events and fingerprints hold it. */
export function plainValue({ period, value, source, comparator }: ValueContent) {
  return {
    period: { startsOn: period.startsOn, endsOn: period.endsOn },
    value: unformattedFigure(value),
    comparator: comparator && unformattedFigure(comparator.value),
    comparatorPeriod: comparator?.period
      ? { startsOn: comparator.period.startsOn, endsOn: comparator.period.endsOn }
      : null,
    source,
  };
}

/** The content of a value as an event records it. */
export function contentOf(facts: MeasureValueFacts): ValueContent {
  const { period, value, comparator, comparatorPeriod, source } = facts;
  return {
    period,
    value: figureFromDatabase(value),
    source,
    comparator:
      comparator === null ? null : { value: figureFromDatabase(comparator), period: comparatorPeriod },
  };
}

/** A comparator, with a period only if it differs from the value's. */
export function comparatorOf(
  value: Figure | null,
  period: Period | null,
  own: Period,
): MeasureValue['comparator'] {
  return value === null ? null : { value, period: period && !isSamePeriod(period, own) ? period : null };
}
