import { type Figure, figureFromDatabase } from '#lib/kernel/figures.ts';
import { type Period, parsePeriod } from '#lib/kernel/periods.ts';
import type { MeasureValue } from '#lib/record/measures/rules.ts';

export const fig = (text: string): Figure => figureFromDatabase(text);

/** @throws Error if the text is not a clear period */
export function period(text: string): Period {
  const found = parsePeriod(text);
  if (!found) throw new Error(`${text} is no period`);
  return found;
}

/** A value of a measure without a source, such as `value('2024-25', '12', '10', '2023-24')`. */
export function value(
  label: string,
  figure: string,
  comparator?: string,
  comparatorLabel?: string,
): MeasureValue {
  return {
    id: label,
    version: 1,
    period: period(label),
    value: fig(figure),
    source: '',
    comparator:
      comparator === undefined
        ? null
        : { value: fig(comparator), period: comparatorLabel ? period(comparatorLabel) : null },
  };
}
