import 'server-only';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import { CANDIDATE_COLUMNS, readCandidates } from '#lib/record/cases/candidates.ts';
import type { Candidate } from '#lib/record/cases/draw.ts';
import { CANDIDATE_ROWS } from '#lib/record/cases/rules.ts';

/** What a draw was from, as it is kept: CSV by reference, so that the same candidates are the same text. */
export function writeCandidateList(candidates: readonly Candidate[]): string {
  const byReference = candidates.toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
  return csvRecords([
    [...CANDIDATE_COLUMNS.required, ...CANDIDATE_COLUMNS.optional],
    ...byReference.map(({ reference, cohort, team }) => [reference, cohort, team]),
  ]);
}

/** The candidates of such a list. */
export function readCandidateList(text: string): readonly Candidate[] {
  const read = readCsv(text, CANDIDATE_COLUMNS, CANDIDATE_ROWS);
  return read.ok ? readCandidates(read.rows, null).candidates : [];
}
