import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { formatCount, formatList, formatNumber } from '#lib/format.ts';
import { cleanText } from '#lib/text/clean.ts';

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

/** What keeps a file from being taken, for the person who made it. Line 1 is the header; null: the file as a whole. */
export type CsvProblem = {
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
};

/** A record of a file by the columns that were asked for. Null: the file has no such column, so says nothing of it. */
export type CsvRow<Required extends string, Optional extends string> = {
  /** The line that the record starts on. */
  readonly line: number;
  readonly cells: Readonly<Record<Required, string> & Record<Optional, string | null>>;
};

/**
 * `notes` tell what was taken for granted, so that somebody can see whether it was right. Where no comma separates, one
 * within a number may be the decimal sign.
 */
export type CsvRead<Required extends string, Optional extends string> =
  | {
      readonly ok: true;
      readonly rows: readonly CsvRow<Required, Optional>[];
      readonly notes: readonly string[];
      readonly separator: Separator;
    }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** What a file says, with what was noticed about it, or why it cannot be read. */
export type CsvText =
  | { readonly ok: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** The text of a file that somebody selected, in whichever encoding their spreadsheet saved it. */
export function csvText(bytes: Uint8Array): CsvText {
  if (bytes.length === 0) return refused('The selected file is empty');
  if (SPREADSHEETS.some((start) => start.every((byte, at) => bytes[at] === byte))) {
    return refused(
      'The selected file is a spreadsheet. Save it as CSV in your spreadsheet program, then select that file',
    );
  }
  const known = UNICODE.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  const { text, notes } = known ? { text: decoded(bytes, known.encoding), notes: [] } : withoutMark(bytes);
  return text.includes('\u0000') || text.startsWith('%PDF-')
    ? refused('The selected file must be a CSV file')
    : { ok: true, text, notes };
}

const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04], // a zip, such as XLSX or ODS
  [0xd0, 0xcf, 0x11, 0xe0], // XLS
] as const;
const UNICODE = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

function withoutMark(bytes: Uint8Array): { text: string; notes: string[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    // What Excel in Britain writes where it is told "CSV" and not "CSV UTF-8".
    const note = 'The file is not in UTF-8, so it was read as Windows-1252. Check letters with accents.';
    return { text: decoded(bytes, 'windows-1252'), notes: [note] };
  }
}

function decoded(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The records of a CSV file with a header, by the names of its columns: in any order, in capital or small letters, with
 * spaces or underscores. Separated by commas, semicolons or tabs. Empty records are left out, and so is the apostrophe
 * that `csvRecords` puts before what looks like a formula.
 */
export function readCsv<Required extends string, Optional extends string>(
  text: string,
  columns: { readonly required: readonly Required[]; readonly optional: readonly Optional[] },
  maxRows: number,
): CsvRead<Required, Optional> {
  const wanted = [...columns.required, ...columns.optional];
  const { lines, delimiter, skipped } = separated(text.replace(/\r\n?/g, '\n'), wanted);
  const records = recordsOf(lines, delimiter, skipped);
  if (!records.ok) return records;
  const [header, ...rows] = records.records;
  if (!header) return refused('The selected file is empty');
  const names = header.cells.map(plainName);
  const missing = columns.required.filter((column) => !names.includes(plainName(column)));
  if (missing.length > 0) {
    return refused(
      `The file has no column ${formatList(missing.map(quoted))}. Its first line must name the columns`,
      header.line,
    );
  }
  const twice = wanted.find((column) => names.filter((name) => name === plainName(column)).length > 1);
  if (twice !== undefined) return refused(`The file has the column ${quoted(twice)} twice`, header.line);
  if (rows.length === 0) return refused('The file has no rows under its first line');
  if (rows.length > maxRows) {
    return refused(`The file has more than ${formatNumber(maxRows)} rows. Divide it into several files`);
  }
  const uneven = rows.filter(({ cells }) => cells.length !== names.length);
  if (uneven.length > 0) {
    return {
      ok: false,
      problems: uneven.map(({ line, cells }) => ({
        line,
        column: null,
        message: `The row has ${formatCount(cells.length, 'value')} and the first line has ${formatCount(names.length, 'column')}. Put a value that holds the separator in double quotes`,
      })),
    };
  }
  const unused = header.cells.filter(
    (name) => name.trim() !== '' && !wanted.some((column) => plainName(column) === plainName(name)),
  );
  return {
    ok: true,
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        wanted.map((column) => {
          const cell = cells[names.indexOf(plainName(column))];
          return [column, cell === undefined ? null : plainCell(cell)];
        }),
      ) as CsvRow<Required, Optional>['cells'],
    })),
    notes: [
      ...(delimiter === ',' ? [] : [`The columns are separated by ${SEPARATORS[delimiter]}.`]),
      ...(unused.length > 0 ? [`Not used: ${formatList(unused.map((name) => quoted(name.trim())))}.`] : []),
    ],
    separator: delimiter,
  };
}

const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;
type Separator = keyof typeof SEPARATORS;

/** The separator by which the first line names most of the wanted columns. Excel's own first line "sep=;" is no record. */
function separated(text: string, wanted: readonly string[]) {
  const told = /^sep=(.)\n/i.exec(text);
  const lines = text.slice(told?.[0].length ?? 0);
  const first = lines.slice(0, lines.search(/\n|$/));
  const known = wanted.map(plainName);
  const found = (delimiter: string) =>
    first.split(delimiter).filter((name) => known.includes(plainName(name))).length;
  const [delimiter = ','] = (Object.keys(SEPARATORS) as Separator[]).toSorted((a, b) => found(b) - found(a));
  return { lines, delimiter, skipped: told ? 1 : 0 };
}

type Records =
  | { readonly ok: true; readonly records: readonly { line: number; cells: readonly string[] }[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

function recordsOf(text: string, delimiter: string, skipped: number): Records {
  const records: { line: number; cells: readonly string[] }[] = [];
  let line = skipped + 1;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
        line = skipped + lines + 1;
        return null;
      },
    });
    return { ok: true, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A double quote is opened here and not closed'
        : 'A double quote stands within a value. Put the whole value in double quotes, and write each one in it twice',
      line,
    );
  }
}

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const plainCell = (cell: string) =>
  cleanText(cell)
    .trim()
    .replace(/^'(?=[=+\-@＝＋－＠])/, '');
const quoted = (name: string) => `“${name}”`;

function refused(
  message: string,
  line: number | null = null,
): { ok: false; problems: readonly CsvProblem[] } {
  return { ok: false, problems: [{ line, column: null, message }] };
}
