import { figureToNumber } from '#lib/kernel/figures.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { describeGap } from '#lib/record/measures/comparisons.ts';
import { type Measure, UNIT_NAMES } from '#lib/record/measures/rules.ts';

/** The columns of an exported file. Columns that an import reads must keep their names. */
export const MEASURES_CSV_COLUMNS = [
  'Measure',
  'Quality statement',
  'Unit',
  'Period',
  'Value',
  'Compared with',
  'Comparator value',
  'Comparator period',
  'Comparison',
  'Source',
] as const;

/** The values of a measure as records of a CSV file, oldest first. */
export function measureCsvRows(measure: Measure): readonly (readonly (string | number)[])[] {
  return measure.values.map((value) => [
    measure.name,
    measure.statement,
    UNIT_NAMES[measure.unit],
    formatPeriod(value.period),
    figureToNumber(value.value), // of at most 14 digits, which a number holds exactly
    measure.comparator,
    value.comparator ? figureToNumber(value.comparator.value) : '',
    value.comparator ? formatPeriod(value.comparator.period ?? value.period) : '',
    describeGap(value, measure),
    value.source,
  ]);
}
