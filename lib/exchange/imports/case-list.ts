import type { ImportPlan, PlannedRow } from '#lib/exchange/imports/rules.ts';
import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { capitalise, formatList } from '#lib/kernel/format.ts';
import { cleanLine, cleanText } from '#lib/kernel/text/clean.ts';
import { nameLookup } from '#lib/kernel/text/fold.ts';
import { CASE_CSV_COLUMNS } from '#lib/record/cases/csv-rows.ts';
import { cleanReference, referenceProblem } from '#lib/record/cases/references.ts';
import {
  ADVOCACIES,
  ADVOCACY_NAMES,
  CASE_LIMITS,
  CASE_NAMES,
  CASE_STATES,
  type Case,
  type CaseFacts,
  type CaseField,
  CHRONOLOGIES,
  CHRONOLOGY_NAMES,
  CONSENT_NAMES,
  CONSENTS,
  caseText,
  changedFields,
  factsOf,
  MAX_CASES,
  NEW_CASE,
  practitionerProblem,
  STATE_NAMES,
  textProblem,
} from '#lib/record/cases/rules.ts';

/** Columns of the file of cases, which are those of its export. */
export const CASE_COLUMNS = { required: CASE_CSV_COLUMNS.slice(0, 1), optional: CASE_CSV_COLUMNS.slice(1) };

export type CaseFileRow = CsvRow<string, string>;

export type PlannedCase = PlannedRow & {
  /** The fields that are set or change. */
  readonly fields: readonly CaseField[];
  readonly before: Pick<Case, 'number' | 'version' | 'draw'> | null;
  readonly after: CaseFacts;
};

/** Plans the import of cases into a register. Existing data is kept if the file lacks its column. */
export function planCases(
  given: readonly CaseFileRow[],
  example: string,
  cases: readonly Case[],
): ImportPlan<PlannedCase> {
  const problems: CsvProblem[] = [];
  const known = new Map(cases.map((one) => [one.reference, one]));
  const lineOf = new Map<string, number>();
  const rows = given.map(({ line, cells }): PlannedCase => {
    const problem = (field: CaseField, message: string) =>
      problems.push({ line, column: CASE_NAMES[field], message });
    const reference = cleanReference(cleanLine(cells[CASE_NAMES.reference] ?? ''));
    const before = known.get(reference) ?? null;
    const twin = lineOf.get(reference);
    const wrong = before ? null : referenceProblem(example, reference);
    if (reference === '') problem('reference', 'Enter a reference');
    else if (twin !== undefined) problem('reference', `Line ${twin} already has ${reference}`);
    else if (wrong !== null) problem('reference', wrong);
    lineOf.set(reference, twin ?? line);
    const kept: CaseFacts = before ?? { ...NEW_CASE, reference };
    const after = { ...factsOf(kept), ...readCells(cells, kept, problem), reference };
    const fields = changedFields(before, after);
    const change = before === null ? 'added' : fields.length > 0 ? 'changed' : 'unchanged';
    return { line, change, fields, before, after };
  });
  const added = rows.filter(({ change }) => change === 'added').length;
  if (cases.length + added > MAX_CASES.max) {
    const message = `With these rows there would be more than ${MAX_CASES.max} cases`;
    problems.push({ line: null, column: null, message });
  }
  return { rows, problems, questions: [], notes: [] };
}

function readCells(
  cells: CaseFileRow['cells'],
  kept: CaseFacts,
  problem: (field: CaseField, message: string) => unknown,
): Omit<CaseFacts, 'reference'> {
  const text = (field: 'cohort' | 'team' | 'notes', limit: number) => {
    const cell = cells[CASE_NAMES[field]];
    if (cell === null || cell === undefined) return kept[field];
    const clean = field === 'notes' ? cleanText(cell).trim() : cleanLine(cell);
    const wrong = textProblem(clean);
    if (wrong !== null) problem(field, capitalise(wrong));
    if (clean.length > limit) problem(field, `Must be ${limit} characters or less`);
    return clean;
  };
  /** The value that a cell names, as the export writes it. Empty: as in a new case. */
  const choice = <T extends string>(
    field: CaseField,
    values: readonly T[],
    names: Readonly<Record<T, string>>,
    before: T,
    empty: T,
  ): T => {
    const cell = cells[CASE_NAMES[field]];
    if (cell === null || cell === undefined) return before;
    if (cell === '') return empty;
    const found = nameLookup(values, (value) => names[value])(cell);
    if (!found) problem(field, `Enter one of ${formatList(values.map((value) => `“${names[value]}”`))}`);
    return found ?? before;
  };
  const code = cells[CASE_NAMES.practitioner];
  const practitioner =
    code === null || code === undefined ? kept.practitioner : cleanLine(code).toUpperCase();
  const wrong = practitionerProblem(practitioner);
  if (wrong !== null) problem('practitioner', capitalise(wrong));
  if (practitioner.length > CASE_LIMITS.practitioner) {
    problem('practitioner', `Must be ${CASE_LIMITS.practitioner} characters or less`);
  }
  return {
    cohort: text('cohort', CASE_LIMITS.group),
    team: text('team', CASE_LIMITS.group),
    practitioner,
    consent: choice('consent', CONSENTS, CONSENT_NAMES, kept.consent, NEW_CASE.consent),
    advocacy: choice('advocacy', ADVOCACIES, ADVOCACY_NAMES, kept.advocacy, NEW_CASE.advocacy),
    chronology: choice('chronology', CHRONOLOGIES, CHRONOLOGY_NAMES, kept.chronology, NEW_CASE.chronology),
    state: choice('state', CASE_STATES, STATE_NAMES, kept.state, NEW_CASE.state),
    notes: text('notes', CASE_LIMITS.notes),
  };
}

/** "Cohort: Older people. State: Offered to CQC": what a row sets, in words. */
export function describeCase({ fields, after }: Pick<PlannedCase, 'fields' | 'after'>): string {
  const set = fields.filter((field) => field !== 'reference' && caseText(after, field) !== '');
  const emptied = fields.filter((field) => field !== 'reference' && caseText(after, field) === '');
  return [
    ...set.map((field) => `${CASE_NAMES[field]}: ${caseText(after, field)}`),
    ...emptied.map((field) => `${CASE_NAMES[field]} emptied`),
  ].join('. ');
}
