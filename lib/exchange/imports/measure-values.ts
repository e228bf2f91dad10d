import {
  type Answers,
  formatLines,
  type ImportPlan,
  type PlannedRow,
  type Question,
  type QuestionOption,
} from '#lib/exchange/imports/rules.ts';
import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { type CalendarDate, londonDay } from '#lib/kernel/dates.ts';
import { type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { formatDate } from '#lib/kernel/format.ts';
import { formatPeriod, isMonthByNumber, isSamePeriod, type Period, readPeriod } from '#lib/kernel/periods.ts';
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
import { comparatorOf, isSameValue, type ValueContent } from '#lib/record/measures/values.ts';

/** The columns of a file of values. Other columns are ignored. */
export const VALUE_COLUMNS = {
  required: ['Measure', 'Period', 'Value'],
  optional: ['Unit', 'Comparator value', 'Comparator period', 'Source'],
} as const;
export type ValueColumn = (typeof VALUE_COLUMNS.required)[number];
export type OptionalValueColumn = (typeof VALUE_COLUMNS.optional)[number];
type Column = ValueColumn | OptionalValueColumn;
type ImportRow = CsvRow<ValueColumn, OptionalValueColumn>;

/** Maximum rows in a file. */
export const VALUE_ROWS = 1_000;

export type PlannedValue = PlannedRow & {
  readonly measure: Pick<Measure, 'key' | 'name' | 'unit' | 'statement'>;
  readonly given: ValueContent;
  readonly before: MeasureValue | null;
};

type ImportOptions = {
  /** Whether a comma in a number may be a decimal sign, because the file's cells are not separated by commas. */
  readonly commaIsDecimal: boolean;
  readonly answers: Answers;
  readonly asOf: Date;
};

/**
 * Plans the import of these rows into these measures. Existing data is kept if the file lacks its column. A row with a
 * withheld figure, as marked in official statistics, is skipped.
 */
export function planValues(
  given: readonly ImportRow[],
  measures: readonly Measure[],
  { commaIsDecimal, answers, asOf }: ImportOptions,
): ImportPlan<PlannedValue> {
  const monthsAreNumbers = given.some(({ cells }) => isMonthByNumber(cells.Period));
  const read = rowReader(measures, { commaIsDecimal, answers, monthsAreNumbers, today: londonDay(asOf) });
  const rows: PlannedValue[] = [];
  const problems: CsvProblem[] = [];
  const questions = new Map<string, Question>();
  const withheld = { row: [] as number[], comparator: [] as number[] };
  const lineOf = new Map<string, number>();
  for (const { line, cells } of given) {
    const found = read(cells);
    problems.push(...found.problems.map((problem) => ({ line, ...problem })));
    for (const question of found.questions) {
      const lines = questions.get(question.id)?.lines ?? [];
      questions.set(question.id, { ...question, ...questions.get(question.id), lines: [...lines, line] });
    }
    if (found.withheld) withheld[found.withheld].push(line);
    if (!found.row) continue;
    const { measure, before, given: value } = found.row;
    const { key, name, unit, statement } = measure;
    const place = `${key} ${value.period.startsOn} ${value.period.endsOn}`;
    const earlier = lineOf.get(place);
    if (earlier !== undefined)
      problems.push({
        line,
        column: 'Period',
        message: `Line ${earlier} already has this measure and period`,
      });
    lineOf.set(place, earlier ?? line);
    const change = before === null ? 'added' : isSameValue(before, value) ? 'unchanged' : 'changed';
    rows.push({ line, measure: { key, name, unit, statement }, given: value, before, change });
  }
  const notes = [
    ...(withheld.row.length > 0 ? [`${formatLines(withheld.row)} ignored: no figure given.`] : []),
    ...(withheld.comparator.length > 0
      ? [`${formatLines(withheld.comparator)}: no comparator figure given.`]
      : []),
  ];
  return { rows, problems, questions: [...questions.values()], notes };
}

type FoundRow = {
  readonly row: {
    readonly measure: Measure;
    readonly before: MeasureValue | null;
    readonly given: ValueContent;
  } | null;
  readonly problems: readonly Omit<CsvProblem, 'line'>[];
  readonly questions: readonly Omit<Question, 'lines'>[];
  /** The part that deliberately has no figure. */
  readonly withheld: 'row' | 'comparator' | null;
};

type ReaderOptions = {
  readonly commaIsDecimal: boolean;
  readonly answers: Answers;
  readonly monthsAreNumbers: boolean;
  readonly today: CalendarDate;
};

function rowReader(
  measures: readonly Measure[],
  { commaIsDecimal, answers, monthsAreNumbers, today }: ReaderOptions,
): (cells: ImportRow['cells']) => FoundRow {
  const named = nameLookup(measures, ({ name }) => name);
  return (cells) => {
    const problems: Omit<CsvProblem, 'line'>[] = [];
    const questions: Omit<Question, 'lines'>[] = [];
    const wrong = (column: Column, message: string) => {
      problems.push({ column, message });
      return null;
    };
    /** The chosen reading of an ambiguous text; null until it is chosen. */
    const chosen = <T>(
      question: Omit<Question, 'lines' | 'readings'>,
      readings: readonly (QuestionOption & { readonly is: T })[],
    ) => {
      const answer = readings.find(({ id }) => id === answers.get(question.id));
      if (answer) return answer.is;
      questions.push({ ...question, readings: readings.map(({ id, label }) => ({ id, label })) });
      return null;
    };
    const name = cells.Measure;
    // The name of one measure may be the key of another.
    const measure = named(name) ?? measures.find(({ key }) => key === name);
    if (name === '') wrong('Measure', 'Enter the name of the measure');
    else if (!measure)
      wrong('Measure', `No measure is called “${name.slice(0, 100)}”. Use the name in your list of measures`);

    const period = (column: 'Period' | 'Comparator period'): Period | null => {
      const text = cells[column] ?? '';
      const reading = readPeriod(text, { monthsAreNumbers });
      if (!reading) return wrong(column, `Write the period like ${PERIOD_EXAMPLES}`);
      const found =
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
      return found && found.startsOn > today
        ? wrong(column, 'The period must not start in the future')
        : found;
    };
    const own = period('Period');
    const before = (own && measure?.values.find((one) => isSamePeriod(one.period, own))) ?? null;
    const unitGiven = cells.Unit ?? '';
    const isUnitKnown = unitGiven !== '';
    if (measure && isUnitKnown && unitCalled(unitGiven) !== measure.unit) {
      wrong(
        'Unit',
        `“${unitGiven.slice(0, 100)}” is not the unit of this measure, which is ${UNIT_NAMES[measure.unit]}`,
      );
    }

    /** Null if there is a problem or question instead. */
    const figure = (column: 'Value' | 'Comparator value', now: Figure | null): Figure | 'withheld' | null => {
      const text = cells[column] ?? '';
      if (!measure) {
        // The unit is unknown without a measure.
        const read = parseFigure(text, { commaIsDecimal });
        return typeof read === 'string' && read !== 'unclear'
          ? wrong(column, figureProblem(column, read))
          : null;
      }
      const { key, unit } = measure;
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
          const isShare = reading.why === 'share';
          const sign = text.includes(',') ? 'comma' : 'point';
          return chosen(
            { id: isShare ? `${column} of ${key}` : `Figures with a ${sign}`, column, text },
            isShare
              ? [
                  {
                    id: 'share',
                    label: `${formatMeasured(one, unit)}: the figures are shares of 1`,
                    is: one,
                  },
                  {
                    id: 'percent',
                    label: `${formatMeasured(other, unit)}: the figures are percentages`,
                    is: other,
                  },
                ]
              : [
                  {
                    id: 'thousands',
                    label: `${formatMeasured(one, unit)}: the ${sign} separates thousands`,
                    is: one,
                  },
                  {
                    id: 'decimal',
                    label: `${formatMeasured(other, unit)}: the ${sign} is a decimal point`,
                    is: other,
                  },
                ],
          );
        }
      }
    };
    const value = figure('Value', before?.value ?? null);
    const kept = before?.comparator ?? null;
    const { 'Comparator value': figureGiven, 'Comparator period': periodGiven } = cells;
    const besideGiven = figureGiven ? figure('Comparator value', kept?.value ?? null) : null;
    const isBesideWithheld = besideGiven === 'withheld';
    const isAlone = figureGiven === '' || isBesideWithheld || (figureGiven === null && kept === null);
    const beside = isAlone ? null : figureGiven === null ? (kept?.value ?? null) : besideGiven;
    const besidePeriod = periodGiven ? period('Comparator period') : null;
    const keptPeriod = periodGiven === null ? (kept?.period ?? null) : null;
    if (besidePeriod && isAlone && !isBesideWithheld) wrong('Comparator value', COMPARATOR_MISSING);
    const source = cells.Source === null ? (before?.source ?? '') : cleanLine(cells.Source);
    if (source.length > SOURCE_LIMIT) wrong('Source', tooLong(VALUE_NAMES.source, SOURCE_LIMIT));
    const isReadable = problems.length === 0 && questions.length === 0 && measure && own;
    return {
      row:
        isReadable && typeof value === 'bigint'
          ? {
              measure,
              before,
              given: {
                period: own,
                value,
                source,
                comparator: comparatorOf(beside, besidePeriod ?? keptPeriod, own),
              },
            }
          : null,
      problems,
      questions,
      withheld: value === 'withheld' ? 'row' : isBesideWithheld ? 'comparator' : null,
    };
  };
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
