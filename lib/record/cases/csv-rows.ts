import { CASE_FIELDS, CASE_NAMES, type CaseFacts, caseText } from '#lib/record/cases/rules.ts';

/** The columns of the file of cases, which its import reads. The first is the reference. */
export const CASE_CSV_COLUMNS: readonly string[] = CASE_FIELDS.map((field) => CASE_NAMES[field]);

export function caseCsvRows(cases: readonly CaseFacts[]): readonly (readonly string[])[] {
  return cases.map((facts) => CASE_FIELDS.map((field) => caseText(facts, field)));
}
