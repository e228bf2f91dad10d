import 'server-only';
import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number;

/** What makes spreadsheets read the file as UTF-8. Comes before the first record. */
export const CSV_START = '\ufeff';

/**
 * Records of a CSV file as RFC 4180 has them. Text that a spreadsheet would run as a formula starts with an apostrophe,
 * which shows it as text.
 */
export function csvRecords(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, quoted_string: true, record_delimiter: 'windows' },
  );
}
