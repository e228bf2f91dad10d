import { type CalendarDate, daysBetween, londonDay } from '#lib/kernel/dates.ts';
import {
  FIGURE_SCALE,
  type Figure,
  type FigureProblem,
  type FigureUnit,
  figureFromDatabase,
  figureToNumber,
  formatFigure,
  percentageOf,
  readFigure,
  unformattedFigure,
} from '#lib/kernel/figures.ts';
import { formatCount, formatDate } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { formatPeriod, isSameLength, isSamePeriod, type Period } from '#lib/kernel/periods.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** A council's own, beside those that ship with the service. */
export const MOST_MEASURES: Limit = {
  most: 300,
  reached: (most) => `your council has reached the limit of ${most} measures of its own`,
  instead: 'Edit one you no longer need instead',
};

/** Of one measure: one for each week of forty years, or twice the longest file of values. */
export const MOST_VALUES: Limit = {
  most: 2_000,
  reached: (most) => `this measure has reached the limit of ${most} values`,
  instead: 'Remove values you no longer need first',
};

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

/** Topics of the reviews of local health and care systems. */
export const TOPICS = ['discharge', 'older', 'dementia'] as const;
export type Topic = (typeof TOPICS)[number];

export const TOPIC_NAMES: Record<Topic, string> = {
  discharge: 'Discharge and transitions',
  older: 'People over 65',
  dementia: 'People living with dementia',
};

/** Labels of the fields of a measure and of a value. */
export const MEASURE_NAMES = {
  name: 'Name',
  unit: 'Unit',
  better: 'Which way is better',
  statement: 'Quality statement',
  comparator: 'Compared with',
  source: 'Source of the figures',
  topics: 'Topics',
} as const;

export const VALUE_NAMES = {
  period: 'Period',
  value: 'Value',
  comparator: 'Comparator value',
  comparatorPeriod: 'Comparator period',
  source: 'Source',
} as const;

/** A measure without its figures. */
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
  /** Its period is given only if it differs from the value's. */
  readonly comparator: { readonly value: Figure; readonly period: Period | null } | null;
};

/** A value as an event records it: figures as exact decimals, "4.7". */
export type MeasureValueFacts = {
  readonly period: Period;
  readonly value: string;
  readonly comparator: string | null;
  readonly comparatorPeriod: Period | null;
  readonly source: string;
};

export type Aim =
  | { readonly kind: 'value'; readonly value: Figure }
  /** An improvement in percent of the baseline: 50 for "cut by half". */
  | { readonly kind: 'change'; readonly percent: Figure };

export type Target = {
  readonly baseline: { readonly period: Period; readonly value: Figure };
  readonly aim: Aim;
  /** The target date. */
  readonly dueOn: CalendarDate;
};

/** A measure with its figures. Values are sorted by the end of their period, oldest first. */
export type Measure = Definition & {
  readonly key: string;
  readonly shipped: boolean;
  readonly version: number;
  readonly values: readonly MeasureValue[];
  readonly target: (Target & { readonly version: number; readonly baselineId: string }) | null;
};

/** `4.7%`, `14 days`, `£1,234.50`, `12.3 per 100,000`. */
export function formatMeasured(figure: Figure, unit: Unit): string {
  const text = formatFigure(figure);
  switch (unit) {
    case 'percent':
      return `${text}%`;
    case 'days':
      return `${text} ${figure === FIGURE_SCALE ? 'day' : 'days'}`;
    case 'pounds':
      return `${figure < 0n ? '-' : ''}£${text.replace('-', '').replace(/(\.\d)$/, '$10')}`;
    case 'rate':
      return `${text} per 100,000`;
    case 'number':
      return text;
  }
}

/** The difference of two figures. Percentages differ by percentage points. */
export function difference(a: Figure, b: Figure, unit: Unit): string {
  const size = a > b ? a - b : b - a;
  if (unit !== 'percent') return formatMeasured(size, unit);
  return `${formatFigure(size)} percentage ${size === FIGURE_SCALE ? 'point' : 'points'}`;
}

const MARK_OF: Record<Unit, FigureUnit | null> = {
  percent: 'percent',
  days: 'days',
  number: null,
  pounds: 'pounds',
  rate: 'per 100,000',
};

const MARK_WORDS: Record<FigureUnit, string> = {
  percent: 'a percentage',
  pounds: 'an amount in pounds',
  pence: 'an amount in pence',
  hours: 'a number of hours',
  days: 'a number of days',
  weeks: 'a number of weeks',
  months: 'a number of months',
  'per 100,000': 'a rate per 100,000',
  'per other': 'another kind of rate',
};

const UNIT_WORDS: Record<Unit, string> = {
  percent: 'this measure is a percentage',
  days: 'this measure is in days',
  number: 'this measure is a plain number',
  pounds: 'this measure is in pounds',
  rate: 'this measure is a rate per 100,000 people',
};

/** Why a written figure has a different unit. Null: it has the same one, or none. */
export function markProblem(text: string, unit: Unit): string | null {
  const reading = readFigure(text);
  const mark = reading.kind === 'figure' ? reading.mark : null;
  return mark === null || mark === MARK_OF[unit]
    ? null
    : `“${text.trim()}” is ${MARK_WORDS[mark]}, but ${UNIT_WORDS[unit]}`;
}

/**
 * How a text reads as a figure of a measure. `could`: two possible figures and why: 0.164 as a percentage may be a
 * share of 1, and 1.234 where the comma is the decimal sign may be in thousands. `withheld`: the source gives no
 * figure.
 */
export type MeasuredReading =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | {
      readonly kind: 'could';
      readonly why: 'share' | 'thousands';
      readonly figures: readonly [Figure, Figure];
    }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'problem'; readonly message: string };

type MeasuredOptions = {
  readonly commaIsDecimal?: boolean;
  /** Whether the unit is known from elsewhere, so that 0.164 cannot be a share of 1. */
  readonly isUnitKnown?: boolean;
  /** The saved figure. An unchanged figure is never questioned. */
  readonly now?: Figure | null;
};

/** Reads a figure in the measure's unit. `label`: its name in messages. */
export function readMeasured(
  label: string,
  text: string,
  unit: Unit,
  { commaIsDecimal = false, isUnitKnown = false, now = null }: MeasuredOptions = {},
): MeasuredReading {
  const problem = (message: string) => ({ kind: 'problem', message }) as const;
  const reading = readFigure(text, { commaIsDecimal });
  if (reading.kind === 'withheld') return reading;
  if (reading.kind === 'problem') return problem(figureProblem(label, reading.problem));
  const { figures, mark } = reading;
  const another = mark === null ? null : markProblem(text, unit);
  if (another) return problem(another);
  const [first, second] = figures;
  const isShare = unit === 'percent' && mark === null && !isUnitKnown && first > 0n && first < FIGURE_SCALE;
  const [one, other] = isShare && second === undefined && first !== now ? [first * 100n, first] : figures;
  const problems = [one, other].map((figure) => figure !== undefined && rangeProblem(label, figure, unit));
  if (other === undefined || problems[1]) {
    return problems[0] ? problem(problems[0]) : { kind: 'figure', figure: one };
  }
  if (problems[0]) return { kind: 'figure', figure: other };
  return { kind: 'could', why: isShare ? 'share' : 'thousands', figures: [one, other] };
}

/** Why a typed figure is not valid in that unit. Null: it is valid. */
export function measuredProblem(label: string, text: string, unit: Unit, now?: Figure): string | null {
  const reading = readMeasured(label, text, unit, { now: now ?? null });
  switch (reading.kind) {
    case 'figure':
      return null;
    case 'problem':
      return reading.message;
    case 'withheld':
      return figureProblem(label, 'not a number');
    case 'could': {
      const [one, other] = reading.figures.map((figure) => formatMeasured(figure, unit));
      return `${label} could be ${one} or ${other}. Enter it with a % sign`;
    }
  }
}

/** Why a figure is out of range for that unit. Null: it is in range. */
export function rangeProblem(label: string, figure: Figure, unit: Unit): string | null {
  if (unit === 'percent' && (figure < 0n || figure > 100n * FIGURE_SCALE))
    return `${label} must be between 0 and 100`;
  if ((unit === 'days' || unit === 'rate') && figure < 0n) return `${label} must be 0 or more`;
  return null;
}

export type Verdict = 'better' | 'worse' | 'same';

/** Compares one figure with another, given which way is better. */
export function verdictOf(figure: Figure, other: Figure, better: Direction): Verdict {
  if (figure === other) return 'same';
  return figure > other === (better === 'higher') ? 'better' : 'worse';
}

type Series = Pick<Measure, 'unit' | 'better' | 'comparator' | 'values'>;

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

export type TargetState = 'met' | 'on-track' | 'behind' | 'too-early' | 'no-value';

export const TARGET_STATE_NAMES: Record<TargetState, string> = {
  met: 'Met',
  'on-track': 'On track',
  behind: 'Behind',
  'too-early': 'Too early to say',
  'no-value': 'No new value',
};

/** The figure that a target asks for. */
export function targetFigure({ baseline, aim }: Pick<Target, 'baseline' | 'aim'>, better: Direction): Figure {
  if (aim.kind === 'value') return aim.value;
  const size = percentageOf(baseline.value < 0n ? -baseline.value : baseline.value, aim.percent);
  return better === 'higher' ? baseline.value + size : baseline.value - size;
}

export type Progress = {
  readonly state: TargetState;
  readonly aim: Figure;
  /** The value that the state is judged by. Null if there is none since the baseline. */
  readonly latest: MeasureValue | null;
  /** Steady progress at the end of that value's period, to two places. Shown, not used to judge. */
  readonly expected: Figure | null;
  /** Whether the target date has passed and no value covers it. */
  readonly isUnproven: boolean;
};

/**
 * Progress towards a target: the latest value against a straight line from the end of the baseline's period to the
 * target date. A value whose period overlaps the baseline's is too early to judge, because it includes part of the
 * baseline.
 */
export function progressOf(
  target: Target,
  { values, better }: Pick<Series, 'values' | 'better'>,
  asOf: Date,
): Progress {
  const { baseline, dueOn } = target;
  const aim = targetFigure(target, better);
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
  // Multiplied by `whole`, so that nothing is rounded before the comparison.
  const line = baseline.value * whole + (aim - baseline.value) * gone;
  const expected = toHundredths(line, whole);
  return judged(verdictOf(latest.value * whole, line, better) === 'worse' ? 'behind' : 'on-track', expected);
}

/** `line / whole` to two places, half away from zero. */
function toHundredths(line: bigint, whole: bigint): Figure {
  const step = FIGURE_SCALE / 100n;
  const half = (whole * step) / 2n;
  return ((line < 0n ? line - half : line + half) / (whole * step)) * step;
}

/** `From 18.5 days in February 2026 to 9.25 days by 30 September 2026 (50% less)`. */
export function describeMeasureTarget(
  target: Target,
  { unit, better }: Pick<Series, 'unit' | 'better'>,
): string {
  const { baseline, aim, dueOn } = target;
  const change =
    aim.kind === 'change' ? ` (${formatFigure(aim.percent)}% ${better === 'higher' ? 'more' : 'less'})` : '';
  return `From ${formatMeasured(baseline.value, unit)} in ${formatPeriod(baseline.period)} to ${formatMeasured(targetFigure(target, better), unit)} by ${formatDate(dueOn)}${change}`;
}

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

/** The state of a target and the figures it is based on. */
export function describeProgress(progress: Progress, target: Target, unit: Unit): string {
  const { state, aim, latest, expected, isUnproven } = progress;
  const unproven = isUnproven ? `. No value yet for ${formatDate(target.dueOn)}` : '';
  if (!latest) return `No new value since ${formatPeriod(target.baseline.period)}${unproven}`;
  const now = `${formatMeasured(latest.value, unit)} in ${formatPeriod(latest.period)}`;
  switch (state) {
    case 'met':
      return `Met: ${now}${unproven}`;
    case 'too-early':
      return `Too early to say: ${formatPeriod(latest.period)} overlaps the baseline period, ${formatPeriod(target.baseline.period)}${unproven}`;
    case 'no-value':
      return `No new value since ${formatPeriod(target.baseline.period)}${unproven}`;
    case 'on-track':
    case 'behind':
      return `${TARGET_STATE_NAMES[state]}: ${now}. ${
        latest.period.endsOn >= target.dueOn
          ? `The target is ${formatMeasured(aim, unit)}`
          : `Steady progress would have reached about ${formatMeasured(expected ?? aim, unit)}`
      }${unproven}`;
  }
}

/** The headline of a measure's chart: its latest value and the comparison. */
export function headlineOf(measure: Series): string {
  const latest = latestOf(measure.values);
  if (!latest) return 'No values yet';
  const now = `${formatMeasured(latest.value, measure.unit)} in ${formatPeriod(latest.period)}`;
  return latest.comparator ? `${now}, ${lowerFirst(describeGap(latest, measure))}` : now;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
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

/** The error for an answer that is not a figure. */
export function figureProblem(label: string, problem: FigureProblem): string {
  switch (problem) {
    case 'empty':
      return `Enter the ${lowerFirst(label)}`;
    case 'not a number':
      return `${label} must be a number, like 4.7`;
    case 'unclear':
      return `${label} could be a whole number or a decimal. Enter it like 1234 or 1.234`;
    case 'too many places':
      return `${label} must have 4 decimal places or fewer`;
    case 'too large':
      return `${label} must be smaller than 10,000,000,000`;
    case 'failed formula':
      return `${label} is a spreadsheet error. Correct the formula, or enter the number`;
  }
}

export const PERIOD_EXAMPLES = '2025-26, March 2026, April to June 2026, or 1 April 2026 to 9 May 2026';

export const SOURCE_LIMIT = 200;

export function tooLong(label: string, limit: number): string {
  return `${label} must be ${limit} characters or less`;
}

/** The error for a comparator period without a value. */
export const COMPARATOR_MISSING = 'Enter the comparator value for that period, or leave both blank';

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

/** A comparator, with a period only if it differs from the value's. */
export function comparatorOf(
  value: Figure | null,
  period: Period | null,
  own: Period,
): MeasureValue['comparator'] {
  return value === null ? null : { value, period: period && !isSamePeriod(period, own) ? period : null };
}

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
