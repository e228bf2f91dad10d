import { readFileSync } from 'node:fs';
import { type ParsedResult, RESULT_ROWS, readResults } from '#lib/exchange/imports/published-results.ts';
import { readCsv } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { RESULT_COLUMNS } from '#lib/record/results/import-columns.ts';
import { readLocalAuthorities } from './local-authorities.ts';

/** The date of the shipped list. Update it with the list. */
export const SHIPPED_ON = '2026-11-29';

/** Reads published-results.csv. Throws at the first row that an import by a council would refuse. */
export function readPublishedResults(): readonly ParsedResult[] {
  const file = csvText(readFileSync(new URL('./data/published-results.csv', import.meta.url)));
  const read = file.ok ? readCsv(file.text, RESULT_COLUMNS, RESULT_ROWS) : file;
  const results = read.ok ? readResults(read.rows, readLocalAuthorities(), [], new Date(SHIPPED_ON)) : read;
  if (results.ok) return results.results;
  const [problem] = results.problems;
  throw new Error(`published-results.csv, line ${problem?.line}: ${problem?.message}`);
}
