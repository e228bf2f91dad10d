import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { Candidate } from '#lib/record/cases/draw.ts';
import { cleanReference, referenceProblem } from '#lib/record/cases/references.ts';
import { CASE_LIMITS, textProblem } from '#lib/record/cases/rules.ts';

/** The columns of a file to draw from. */
export const CANDIDATE_COLUMNS = {
  required: ['Reference'],
  optional: ['Cohort', 'Team'],
  names: { Reference: ['Case reference', 'Case', 'ID'], Cohort: ['Group', 'Primary need'] },
} as const;

export type CandidateRow = CsvRow<'Reference', 'Cohort' | 'Team'>;

/**
 * The candidates of a file, by reference, or every problem with it. A group is written as the file has it first.
 *
 * @param example - what references look like. Null: they were read before, so that any may be there
 */
export function readCandidates(
  rows: readonly CandidateRow[],
  example: string | null,
): { readonly candidates: readonly Candidate[]; readonly problems: readonly CsvProblem[] } {
  const problems: CsvProblem[] = [];
  const names = new Map<string, string>();
  const lineOf = new Map<string, number>();
  const candidates = rows.map(({ line, cells }): Candidate => {
    const problem = (column: string, message: string) => problems.push({ line, column, message });
    const reference = cleanReference(cleanLine(cells.Reference));
    const wrong = example !== null && reference !== '' ? referenceProblem(example, reference) : null;
    const earlier = lineOf.get(reference);
    if (reference === '') problem('Reference', 'Enter a reference');
    else if (wrong !== null) problem('Reference', wrong);
    else if (earlier !== undefined) problem('Reference', `Line ${earlier} already has ${reference}`);
    lineOf.set(reference, earlier ?? line);
    const group = (column: 'Cohort' | 'Team') => {
      const name = cleanLine(cells[column] ?? '');
      const personal = example === null ? null : textProblem(name);
      if (personal !== null) problem(column, capitalise(personal));
      else if (name.length > CASE_LIMITS.group)
        problem(column, `Must be ${CASE_LIMITS.group} characters or less`);
      const key = `${column} ${fold(name)}`;
      names.set(key, names.get(key) ?? name);
      return names.get(key) ?? name;
    };
    return { reference, cohort: group('Cohort'), team: group('Team') };
  });
  return { candidates: candidates.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)), problems };
}
