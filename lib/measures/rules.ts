import type { MeasureValueFacts } from '#lib/audit/events.ts';
import type { CsvProblem, CsvRow } from '#lib/csv.ts';
import { type CalendarDate, daysBetween, londonDay } from '#lib/dates.ts';
import {
  approximately,
  type Figure,
  type FigureProblem,
  formatFigure,
  ONE,
  parseFigure,
  percentOf,
  plainFigure,
  storedFigure,
} from '#lib/figures.ts';
import { formatCount, formatDate } from '#lib/format.ts';
import { formatPeriod, isSameLength, isSamePeriod, type Period, parsePeriod } from '#lib/periods.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { cleanLine } from '#lib/text/clean.ts';
import { finderByName } from '#lib/text/fold.ts';

export const UNITS = ['percent', 'days', 'number', 'pounds', 'rate'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_NAMES: Record<Unit, string> = {
  percent: 'Percentage',
  days: 'Days',
  number: 'Number',
  pounds: 'Pounds',
  rate: 'Rate per 100,000 people',
};

export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTION_NAMES: Record<Direction, string> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
};

/** What the reviews of local health and care systems looked at together. */
export const TOPICS = ['discharge', 'older', 'dementia'] as const;
export type Topic = (typeof TOPICS)[number];

export const TOPIC_NAMES: Record<Topic, string> = {
  discharge: 'Discharge and transitions',
  older: 'People over 65',
  dementia: 'People living with dementia',
};

/** What people read for each question about a measure and about a value. */
export const MEASURE_NAMES = {
  name: 'Name',
  unit: 'Unit',
  better: 'Which way is better',
  statement: 'Quality statement',
  comparator: 'Compared with',
  source: 'Where the figures come from',
  topics: 'Topics',
} as const;

export const VALUE_NAMES = {
  period: 'Period',
  value: 'Value',
  comparator: 'Comparator value',
  comparatorPeriod: 'Period of the comparator value',
  source: 'Source',
} as const;

/** What a measure is, without its figures. */
export type Definition = {
  readonly name: string;
  readonly unit: Unit;
  readonly better: Direction;
  readonly statement: StatementId;
  /** Whom the figures are compared with, such as "England". */
  readonly comparator: string;
  readonly source: string;
  readonly topics: readonly Topic[];
};

export type MeasureValue = {
  readonly id: string;
  readonly version: number;
  readonly period: Period;
  readonly value: Figure;
  readonly source: string;
  /** Its period is given where it is another one than the value's. */
  readonly comparator: { readonly value: Figure; readonly period: Period | null } | null;
};

export type Aim =
  | { readonly kind: 'value'; readonly value: Figure }
  /** A change for the better in percent of the baseline: 50 for "cut by half". */
  | { readonly kind: 'change'; readonly percent: Figure };

export type Target = {
  readonly baseline: { readonly period: Period; readonly value: Figure };
  readonly aim: Aim;
  /** The day by which it should be reached. */
  readonly dueOn: CalendarDate;
};

/** A measure with its figures: all that a page, a file or a chart of it knows. Values by the end of their period, oldest first. */
export type Measure = Definition & {
  readonly key: string;
  readonly shipped: boolean;
  readonly version: number;
  readonly values: readonly MeasureValue[];
  readonly target: (Target & { readonly version: number; readonly baselineId: string }) | null;
};

/** `4.7%`, `14 days`, `£1,234.50`, `12.3 per 100,000`. */
export function measured(figure: Figure, unit: Unit): string {
  const text = formatFigure(figure);
  switch (unit) {
    case 'percent':
      return `${text}%`;
    case 'days':
      return `${text} ${figure === ONE ? 'day' : 'days'}`;
    case 'pounds':
      return `${figure < 0n ? '-' : ''}£${text.replace('-', '').replace(/(\.\d)$/, '$10')}`;
    case 'rate':
      return `${text} per 100,000`;
    case 'number':
      return text;
  }
}

/** By how much two figures differ, in the unit of a difference: of percentages, percentage points. */
export function difference(a: Figure, b: Figure, unit: Unit): string {
  const size = a > b ? a - b : b - a;
  if (unit !== 'percent') return measured(size, unit);
  return `${formatFigure(size)} percentage ${size === ONE ? 'point' : 'points'}`;
}

/** Why a figure cannot be one of that unit, as an error of its question. Null: it can. */
export function rangeProblem(label: string, figure: Figure, unit: Unit): string | null {
  if (unit === 'percent' && (figure < 0n || figure > 100n * ONE)) return `${label} must be between 0 and 100`;
  if ((unit === 'days' || unit === 'rate') && figure < 0n) return `${label} must be 0 or more`;
  return null;
}

export type Verdict = 'better' | 'worse' | 'same';

/** How one figure stands to another, given which way is better. */
export function verdictOf(figure: Figure, other: Figure, better: Direction): Verdict {
  if (figure === other) return 'same';
  return figure > other === (better === 'higher') ? 'better' : 'worse';
}

type Series = Pick<Measure, 'unit' | 'better' | 'comparator' | 'values'>;

/** The value of the latest period: the one that ends last, of two the shorter one. */
export function latestOf(values: readonly MeasureValue[]): MeasureValue | null {
  return values.at(-1) ?? null;
}

/** How a value stands to its comparator. Null: it has none. */
export function gapOf(value: MeasureValue, better: Direction): Verdict | null {
  return value.comparator && verdictOf(value.value, value.comparator.value, better);
}

/** `1.8 percentage points better than England`; with another period of the comparator, that too. */
export function gapInWords(
  value: MeasureValue,
  { unit, better, comparator }: Omit<Series, 'values'>,
): string {
  if (!value.comparator) return `No figure for ${comparator} to compare with`;
  const beside = value.comparator.period
    ? `${comparator} in ${formatPeriod(value.comparator.period)}`
    : comparator;
  const verdict = verdictOf(value.value, value.comparator.value, better);
  if (verdict === 'same') return `The same as ${beside}`;
  return `${difference(value.value, value.comparator.value, unit)} ${verdict} than ${beside}`;
}

export type Trend = {
  readonly last: { readonly verdict: Verdict; readonly since: MeasureValue };
  /** Over all periods, where there are more than two. */
  readonly all: { readonly verdict: Verdict; readonly since: MeasureValue; readonly periods: number } | null;
};

/** How the latest value stands to the earlier ones whose periods are as long: a month says nothing against a year. */
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

/** `Better than in 2023-24 by 0.4 percentage points. Over 5 periods since 2020-21: worse by 2 percentage points`. */
export function trendInWords({ values, unit, better }: Omit<Series, 'comparator'>): string {
  const latest = latestOf(values);
  const trend = trendOf({ values, better });
  if (!latest || !trend) return 'No earlier period to compare with';
  const by = (since: MeasureValue) => difference(latest.value, since.value, unit);
  const { last, all } = trend;
  const since = formatPeriod(last.since.period);
  const short =
    last.verdict === 'same'
      ? `No change since ${since}`
      : `${last.verdict === 'better' ? 'Better' : 'Worse'} than in ${since} by ${by(last.since)}`;
  if (!all) return short;
  const long = all.verdict === 'same' ? 'no change' : `${all.verdict} by ${by(all.since)}`;
  return `${short}. Over ${formatCount(all.periods, 'period')} since ${formatPeriod(all.since.period)}: ${long}`;
}

export type TargetState = 'met' | 'on-track' | 'behind' | 'too-early' | 'no-value';

export const TARGET_STATE_NAMES: Record<TargetState, string> = {
  met: 'Met',
  'on-track': 'On track',
  behind: 'Behind',
  'too-early': 'Too early to say',
  'no-value': 'No value since',
};

/** The figure that a target asks for. */
export function aimOf({ baseline, aim }: Pick<Target, 'baseline' | 'aim'>, better: Direction): Figure {
  if (aim.kind === 'value') return aim.value;
  const size = percentOf(baseline.value < 0n ? -baseline.value : baseline.value, aim.percent);
  return better === 'higher' ? baseline.value + size : baseline.value - size;
}

export type Progress = {
  readonly state: TargetState;
  readonly aim: Figure;
  /** The value that the state is judged by. Null: there is none since the baseline. */
  readonly latest: MeasureValue | null;
  /** Where the straight line stood at the end of that value's period, to two places: for reading, not for judging. */
  readonly expected: Figure | null;
  /** Whether the day has passed and no value covers it. */
  readonly isUnproven: boolean;
};

/**
 * Where a target stands, judged by the latest value against a straight line from the end of the baseline's period to the
 * day it is due. A value whose period began before the baseline's ended says too little yet: part of it is the baseline.
 */
export function progressOf(
  target: Target,
  { values, better }: Pick<Series, 'values' | 'better'>,
  asOf: Date,
): Progress {
  const { baseline, dueOn } = target;
  const aim = aimOf(target, better);
  const from = baseline.period.endsOn;
  const latest = values.findLast(({ period }) => period.endsOn > from) ?? null;
  const isPast = londonDay(asOf) > dueOn;
  const judged = (state: TargetState, expected: Figure | null = null): Progress => ({
    state,
    aim,
    latest,
    expected,
    isUnproven: isPast && !(latest && latest.period.endsOn >= dueOn),
  });
  if (!latest) return judged('no-value');
  if (latest.period.startsOn <= from) return judged('too-early');
  if (verdictOf(latest.value, aim, better) !== 'worse') return judged('met');
  const whole = BigInt(Math.max(1, daysBetween(from, dueOn)));
  const gone = BigInt(Math.min(daysBetween(from, latest.period.endsOn), Number(whole)));
  // Multiplied out, so that nothing is rounded before it is compared.
  const line = baseline.value * whole + (aim - baseline.value) * gone;
  const expected = toHundredths(line, whole);
  return judged(verdictOf(latest.value * whole, line, better) === 'worse' ? 'behind' : 'on-track', expected);
}

/** `line / whole` to two places, half away from zero. */
function toHundredths(line: bigint, whole: bigint): Figure {
  const step = ONE / 100n;
  const half = (whole * step) / 2n;
  return ((line < 0n ? line - half : line + half) / (whole * step)) * step;
}

/** `From 18.5 days in February 2026 to 9.25 days by 30 September 2026, 50% less`. */
export function targetInWords(target: Target, { unit, better }: Pick<Series, 'unit' | 'better'>): string {
  const { baseline, aim, dueOn } = target;
  const change =
    aim.kind === 'change' ? `, ${formatFigure(aim.percent)}% ${better === 'higher' ? 'more' : 'less'}` : '';
  return `From ${measured(baseline.value, unit)} in ${formatPeriod(baseline.period)} to ${measured(aimOf(target, better), unit)} by ${formatDate(dueOn)}${change}`;
}

/** `12 days, beside 10 days in 2024-25`. */
export function valueInWords(
  { value, comparator, comparatorPeriod }: Omit<MeasureValueFacts, 'source'>,
  unit: Unit,
): string {
  const beside = comparator === null ? '' : `, beside ${measured(storedFigure(comparator), unit)}`;
  const when = comparatorPeriod ? ` in ${formatPeriod(comparatorPeriod)}` : '';
  return `${measured(storedFigure(value), unit)}${beside}${when}`;
}

/** The same with the source, as an import says what it changes. */
export function sourcedInWords(facts: MeasureValueFacts, unit: Unit): string {
  return `${valueInWords(facts, unit)}${facts.source === '' ? '' : `. Source: ${facts.source}`}`;
}

/** The state with what it is judged by. */
export function progressInWords(progress: Progress, target: Target, unit: Unit): string {
  const { state, aim, latest, expected, isUnproven } = progress;
  const unproven = isUnproven ? `. There is no value yet for ${formatDate(target.dueOn)}` : '';
  if (!latest) return `No value since ${formatPeriod(target.baseline.period)}${unproven}`;
  const now = `${measured(latest.value, unit)} in ${formatPeriod(latest.period)}`;
  switch (state) {
    case 'met':
      return `Met: ${now}${unproven}`;
    case 'too-early':
      return `Too early to say: ${formatPeriod(latest.period)} overlaps ${formatPeriod(target.baseline.period)}, where the target starts${unproven}`;
    case 'no-value':
      return `No value since ${formatPeriod(target.baseline.period)}${unproven}`;
    case 'on-track':
    case 'behind':
      return `${TARGET_STATE_NAMES[state]}: ${now}, where ${
        latest.period.endsOn >= target.dueOn
          ? `the target is ${measured(aim, unit)}`
          : `a straight line to the target stands at about ${measured(expected ?? aim, unit)}`
      }${unproven}`;
  }
}

/** The message of a measure's chart: its latest value, and how it stands. */
export function headlineOf(measure: Series): string {
  const latest = latestOf(measure.values);
  if (!latest) return 'No values yet';
  const now = `${measured(latest.value, measure.unit)} in ${formatPeriod(latest.period)}`;
  return latest.comparator ? `${now}: ${lowerFirst(gapInWords(latest, measure))}` : now;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Names of measures whose latest value is better than its comparator, worse, and the same. */
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

/** What a question about a figure says when it was not answered with one. */
export function figureProblem(label: string, problem: FigureProblem): string {
  switch (problem) {
    case 'empty':
      return `Enter the ${lowerFirst(label)}`;
    case 'not a number':
      return `${label} must be a number, like 4.7`;
    case 'unclear':
      return `${label} could be a thousand or a decimal: write 1234, or 1.234 with a point`;
    case 'too many places':
      return `${label} must have 4 decimal places or fewer`;
    case 'too large':
      return `${label} must be smaller than 10,000,000,000`;
  }
}

export const PERIOD_EXAMPLES = '2025-26, March 2026, April to June 2026, or 1 April 2026 to 9 May 2026';

export const SOURCE_LIMIT = 200;

export function tooLong(label: string, limit: number): string {
  return `${label} must be ${limit} characters or less`;
}

/** Said where a comparator period is given without its value. */
export const COMPARATOR_MISSING = 'Enter the comparator value of that period, or leave both empty';

/** The columns of a file of values that are read; a file may have others beside them. */
export const IMPORT_COLUMNS = {
  required: ['Measure', 'Period', 'Value'],
  optional: ['Comparator value', 'Comparator period', 'Source'],
} as const;
export type RequiredColumn = (typeof IMPORT_COLUMNS.required)[number];
export type OptionalColumn = (typeof IMPORT_COLUMNS.optional)[number];
type ImportRow = CsvRow<RequiredColumn, OptionalColumn>;

export const MOST_IMPORTED = 1_000;

/** A value as a form or a row gives it. */
export type GivenValue = Pick<MeasureValue, 'period' | 'value' | 'source' | 'comparator'>;

export type PlannedRow = {
  readonly line: number;
  readonly measure: Pick<Measure, 'key' | 'name' | 'unit' | 'statement'>;
  readonly given: GivenValue;
  readonly before: MeasureValue | null;
  readonly does: 'add' | 'change' | 'keep';
};

export type ImportPlan = { readonly rows: readonly PlannedRow[]; readonly problems: readonly CsvProblem[] };

/**
 * What importing the rows of a file would do to these measures. With one problem in it, nothing of it is imported.
 * Of a value that is there already, what the file has no column for stays.
 * `commaIsDecimal`: its cells are not set apart by commas, so that a comma in a number may be the decimal sign.
 */
export function planImport(
  given: readonly ImportRow[],
  measures: readonly Measure[],
  commaIsDecimal: boolean,
): ImportPlan {
  const named = finderByName(measures, ({ name }) => [name]);
  const rows: PlannedRow[] = [];
  const problems: CsvProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of given) {
    const found = readRow(cells, measures, named, commaIsDecimal);
    if ('problems' in found) {
      problems.push(...found.problems.map((problem) => ({ line, ...problem })));
      continue;
    }
    const { measure, before, given: value } = found;
    const { key, name, unit, statement } = measure;
    const place = `${key} ${value.period.startsOn} ${value.period.endsOn}`;
    const earlier = lineOf.get(place);
    if (earlier !== undefined)
      problems.push({
        line,
        column: 'Period',
        message: `Line ${earlier} has this measure and period already`,
      });
    lineOf.set(place, earlier ?? line);
    const does = before === null ? 'add' : isSameValue(before, value) ? 'keep' : 'change';
    rows.push({ line, measure: { key, name, unit, statement }, given: value, before, does });
  }
  return { rows, problems };
}

/** Whether two values of one period say the same. */
export function isSameValue(a: GivenValue, b: GivenValue): boolean {
  return JSON.stringify(plainValue(a)) === JSON.stringify(plainValue(b));
}

/** A value with its figures and periods as texts and dates, as an event and a fingerprint hold it. */
export function plainValue({ period, value, source, comparator }: GivenValue) {
  return {
    period: { startsOn: period.startsOn, endsOn: period.endsOn },
    value: plainFigure(value),
    comparator: comparator && plainFigure(comparator.value),
    comparatorPeriod: comparator?.period
      ? { startsOn: comparator.period.startsOn, endsOn: comparator.period.endsOn }
      : null,
    source,
  };
}

/** A comparator, with a period only where that is another one than the value's. */
export function comparatorOf(
  value: Figure | null,
  period: Period | null,
  own: Period,
): MeasureValue['comparator'] {
  return value === null ? null : { value, period: period && !isSamePeriod(period, own) ? period : null };
}

function readRow(
  cells: ImportRow['cells'],
  measures: readonly Measure[],
  named: (name: string) => Measure | undefined,
  commaIsDecimal: boolean,
):
  | { readonly measure: Measure; readonly before: MeasureValue | null; readonly given: GivenValue }
  | { readonly problems: readonly Omit<CsvProblem, 'line'>[] } {
  const problems: Omit<CsvProblem, 'line'>[] = [];
  const wrong = (column: RequiredColumn | OptionalColumn, message: string) => {
    problems.push({ column, message });
    return null;
  };
  const name = cells.Measure;
  // A name may read like the key of another measure.
  const measure = named(name) ?? measures.find(({ key }) => key === name);
  if (name === '') wrong('Measure', 'Name the measure');
  else if (!measure)
    wrong('Measure', `No measure is called “${name.slice(0, 100)}”. Use the name in your list of measures`);
  const figure = (column: 'Value' | 'Comparator value') => {
    const read = parseFigure(cells[column] ?? '', { commaIsDecimal });
    if (typeof read === 'string') return wrong(column, figureProblem(column, read));
    const problem = measure ? rangeProblem(column, read, measure.unit) : null;
    return problem ? wrong(column, problem) : read;
  };
  const period = (column: 'Period' | 'Comparator period') =>
    parsePeriod(cells[column] ?? '') ?? wrong(column, `Write the period like ${PERIOD_EXAMPLES}`);
  const own = period('Period');
  const value = figure('Value');
  const before = (own && measure?.values.find((one) => isSamePeriod(one.period, own))) ?? null;
  const kept = before?.comparator ?? null;
  const { 'Comparator value': figureGiven, 'Comparator period': periodGiven } = cells;
  const isAlone = figureGiven === '' || (figureGiven === null && kept === null);
  const beside = isAlone ? null : figureGiven === null ? (kept?.value ?? null) : figure('Comparator value');
  const besidePeriod = periodGiven ? period('Comparator period') : null;
  const keptPeriod = periodGiven === null ? (kept?.period ?? null) : null;
  if (besidePeriod && isAlone) wrong('Comparator value', COMPARATOR_MISSING);
  const source = cells.Source === null ? (before?.source ?? '') : cleanLine(cells.Source);
  if (source.length > SOURCE_LIMIT) wrong('Source', tooLong(VALUE_NAMES.source, SOURCE_LIMIT));
  if (problems.length > 0 || !measure || !own || value === null) return { problems };
  return {
    measure,
    before,
    given: { period: own, value, source, comparator: comparatorOf(beside, besidePeriod ?? keptPeriod, own) },
  };
}

/** The columns of a file of values that leaves the service. What is read back keeps its name. */
export const CSV_COLUMNS = [
  'Measure',
  'Quality statement',
  'Unit',
  'Period',
  'Value',
  'Compared with',
  'Comparator value',
  'Comparator period',
  'Better or worse',
  'Source',
] as const;

/** The values of a measure as records of a CSV file, oldest first. */
export function csvCells(measure: Measure): readonly (readonly (string | number)[])[] {
  return measure.values.map((value) => [
    measure.name,
    measure.statement,
    UNIT_NAMES[measure.unit],
    formatPeriod(value.period),
    approximately(value.value), // of at most 14 digits, which a number holds exactly
    measure.comparator,
    value.comparator ? approximately(value.comparator.value) : '',
    value.comparator ? formatPeriod(value.comparator.period ?? value.period) : '',
    gapInWords(value, measure),
    value.source,
  ]);
}
