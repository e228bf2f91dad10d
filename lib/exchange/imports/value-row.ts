import type { Answers, Question, QuestionOption } from '#lib/exchange/imports/rules.ts';
import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatPeriod, isSamePeriod, type Period, readPeriod } from '#lib/kernel/periods.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { fold, nameLookup } from '#lib/kernel/text/fold.ts';
import { figureProblem, formatMeasured, readMeasured } from '#lib/record/measures/figures.ts';
import {
  COMPARATOR_MISSING,
  type Measure,
  type MeasureValue,
  PERIOD_EXAMPLES,
  SOURCE_LIMIT,
  tooLong,
  UNIT_NAMES,
  type Unit,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import { comparatorOf, type ValueContent } from '#lib/record/measures/values.ts';

/** The columns of a file of values. Other columns are ignored. */
export const VALUE_COLUMNS = {
  required: ['Measure', 'Period', 'Value'],
  optional: ['Unit', 'Comparator value', 'Comparator period', 'Source'],
} as const;
export type ValueColumn = (typeof VALUE_COLUMNS.required)[number];
export type OptionalValueColumn = (typeof VALUE_COLUMNS.optional)[number];
type Column = ValueColumn | OptionalValueColumn;
export type ValueRow = CsvRow<ValueColumn, OptionalValueColumn>;

type RowProblem = Omit<CsvProblem, 'line'>;
type RowQuestion = Omit<Question, 'lines'>;

type FoundRow = {
  readonly row: {
    readonly measure: Measure;
    readonly before: MeasureValue | null;
    readonly given: ValueContent;
  } | null;
  readonly problems: readonly RowProblem[];
  readonly questions: readonly RowQuestion[];
  /** The part that deliberately has no figure. */
  readonly withheld: 'row' | 'comparator' | null;
};

type ReaderOptions = {
  /** Whether a comma in a number may be a decimal sign. */
  readonly commaIsDecimal: boolean;
  readonly answers: Answers;
  readonly monthsAreNumbers: boolean;
  readonly today: CalendarDate;
};

/** Makes a function that reads one row as a value of one of these measures. */
export function rowReader(
  measures: readonly Measure[],
  options: ReaderOptions,
): (cells: ValueRow['cells']) => FoundRow {
  const named = nameLookup(measures, ({ name }) => name);
  return (cells) => {
    const findings = findingsOf(options.answers);
    const { problems, questions, wrong } = findings;
    const name = cells.Measure;
    // The name of one measure may be the key of another.
    const measure = named(name) ?? measures.find(({ key }) => key === name);
    if (name === '') wrong('Measure', 'Enter the name of the measure');
    else if (!measure)
      wrong('Measure', `No measure is called “${name.slice(0, 100)}”. Use the name in your list of measures`);

    const period = readPeriodCell('Period', cells, options, findings);
    const before = (period && measure?.values.find((one) => isSamePeriod(one.period, period))) ?? null;
    const unitGiven = cells.Unit ?? '';
    if (measure && unitGiven !== '' && unitCalled(unitGiven) !== measure.unit) {
      wrong(
        'Unit',
        `“${unitGiven.slice(0, 100)}” is not the unit of this measure, which is ${UNIT_NAMES[measure.unit]}`,
      );
    }
    const figure = (column: FigureColumn, now: Figure | undefined) =>
      readFigureCell(column, cells, { measure, now }, options, findings);
    const value = figure('Value', before?.value);

    const kept = before?.comparator ?? null;
    const { 'Comparator value': figureGiven, 'Comparator period': periodGiven } = cells;
    const comparatorGiven = figureGiven ? figure('Comparator value', kept?.value) : null;
    const isComparatorWithheld = comparatorGiven === 'withheld';
    const isAlone = figureGiven === '' || isComparatorWithheld || (figureGiven === null && kept === null);
    const comparatorValue = isAlone ? null : figureGiven === null ? (kept?.value ?? null) : comparatorGiven;
    const comparatorPeriod = periodGiven
      ? readPeriodCell('Comparator period', cells, options, findings)
      : null;
    const keptPeriod = periodGiven === null ? (kept?.period ?? null) : null;
    if (comparatorPeriod && isAlone && !isComparatorWithheld) wrong('Comparator value', COMPARATOR_MISSING);

    const source = cells.Source === null ? (before?.source ?? '') : cleanLine(cells.Source);
    if (source.length > SOURCE_LIMIT) wrong('Source', tooLong(VALUE_NAMES.source, SOURCE_LIMIT));
    const isReadable = problems.length === 0 && questions.length === 0 && measure && period;
    const comparator = period && comparatorOf(comparatorValue, comparatorPeriod ?? keptPeriod, period);
    return {
      row:
        isReadable && typeof value === 'bigint'
          ? { measure, before, given: { period, value, source, comparator } }
          : null,
      problems,
      questions,
      withheld: value === 'withheld' ? 'row' : isComparatorWithheld ? 'comparator' : null,
    };
  };
}

type Findings = ReturnType<typeof findingsOf>;

/** Collects the problems and open questions of one row. */
function findingsOf(answers: Answers) {
  const problems: RowProblem[] = [];
  const questions: RowQuestion[] = [];
  return {
    problems,
    questions,
    wrong(column: Column, message: string): null {
      problems.push({ column, message });
      return null;
    },
    /** The chosen reading of an ambiguous text; null until it is chosen. */
    chosen<T>(question: Omit<RowQuestion, 'readings'>, readings: readonly OptionOf<T>[]): T | null {
      const answer = readings.find(({ id }) => id === answers.get(question.id));
      if (answer) return answer.is;
      questions.push({ ...question, readings: readings.map(({ id, label }) => ({ id, label })) });
      return null;
    },
  };
}

type OptionOf<T> = QuestionOption & { readonly is: T };

/** Null if there is a problem or question instead. */
function readPeriodCell(
  column: 'Period' | 'Comparator period',
  cells: ValueRow['cells'],
  { monthsAreNumbers, today }: ReaderOptions,
  { wrong, chosen }: Findings,
): Period | null {
  const text = cells[column] ?? '';
  const reading = readPeriod(text, { monthsAreNumbers });
  if (!reading) return wrong(column, `Write the period like ${PERIOD_EXAMPLES}`);
  const period =
    'clear' in reading
      ? reading.clear
      : chosen(
          { id: `${column} ${text}`, column, text },
          reading.could.map((one) => ({
            id: `${one.startsOn}/${one.endsOn}`,
            label: describePeriod(one),
            is: one,
          })),
        );
  return period && period.startsOn > today
    ? wrong(column, 'The period must not start in the future')
    : period;
}

type FigureColumn = 'Value' | 'Comparator value';

/** Null if there is a problem or question instead. `now`: the saved figure, which is never questioned. */
function readFigureCell(
  column: FigureColumn,
  cells: ValueRow['cells'],
  { measure, now = null }: { readonly measure: Measure | undefined; readonly now: Figure | null | undefined },
  { commaIsDecimal }: ReaderOptions,
  { wrong, chosen }: Findings,
): Figure | 'withheld' | null {
  const text = cells[column] ?? '';
  if (!measure) {
    // The unit is unknown without a measure.
    const read = parseFigure(text, { commaIsDecimal });
    return typeof read === 'string' && read !== 'unclear' ? wrong(column, figureProblem(column, read)) : null;
  }
  const { key, unit } = measure;
  const isUnitKnown = (cells.Unit ?? '') !== '';
  const reading = readMeasured(column, text, unit, { commaIsDecimal, isUnitKnown, now });
  switch (reading.kind) {
    case 'figure':
      return reading.figure;
    case 'withheld':
      return 'withheld';
    case 'problem':
      return wrong(column, reading.message);
    case 'could': {
      const [one, other] = reading.figures;
      const sign = text.includes(',') ? 'comma' : 'point';
      const option = (id: string, figure: Figure, meaning: string) => ({
        id,
        label: `${formatMeasured(figure, unit)}: ${meaning}`,
        is: figure,
      });
      return reading.why === 'share'
        ? chosen({ id: `${column} of ${key}`, column, text }, [
            option('share', one, 'the figures are shares of 1'),
            option('percent', other, 'the figures are percentages'),
          ])
        : chosen({ id: `Figures with a ${sign}`, column, text }, [
            option('thousands', one, `the ${sign} separates thousands`),
            option('decimal', other, `the ${sign} is a decimal point`),
          ]);
    }
  }
}

/** `2011-12, from 1 April 2011 to 31 March 2012`, to distinguish a year from a month. */
function describePeriod(period: Period): string {
  const words = formatPeriod(period);
  return /^\d{4}-\d{2}$/.test(words)
    ? `${words}, from ${formatDate(period.startsOn)} to ${formatDate(period.endsOn)}`
    : words;
}

const OTHER_UNIT_NAMES: Record<Unit, readonly string[]> = {
  percent: ['%', 'percent', 'per cent'],
  days: ['day'],
  number: ['count'],
  pounds: ['£', 'gbp'],
  rate: ['rate', 'per 100,000', 'rate per 100,000', 'per 100,000 people'],
};

/** The unit with this name, or undefined. */
function unitCalled(name: string): Unit | undefined {
  const folded = fold(name);
  return (Object.keys(UNIT_NAMES) as Unit[]).find((unit) =>
    [UNIT_NAMES[unit], ...OTHER_UNIT_NAMES[unit]].some((other) => fold(other) === folded),
  );
}
