import {
  type Answers,
  formatLines,
  type ImportPlan,
  type PlannedRow,
  type Question,
} from '#lib/exchange/imports/rules.ts';
import { rowReader, type ValueRow } from '#lib/exchange/imports/value-row.ts';
import type { CsvProblem } from '#lib/kernel/csv.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { isMonthByNumber } from '#lib/kernel/periods.ts';
import type { Measure, MeasureValue } from '#lib/record/measures/rules.ts';
import { isSameValue, type ValueContent } from '#lib/record/measures/values.ts';

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
  given: readonly ValueRow[],
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
