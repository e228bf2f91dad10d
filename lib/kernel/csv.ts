import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { formatCount, formatList, formatNumber } from '#lib/kernel/format.ts';
import { cleanText, stripControls } from '#lib/kernel/text/clean.ts';

export type CsvCell = string | number;

/** What makes spreadsheets read the file as UTF-8. Comes before the first record. */
export const CSV_START = '\ufeff';

/**
 * The rows as records of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in
 * front, so that it is shown as text.
 */
export function csvRecords(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    // Rows that were saved before text was cleaned may have controls.
    rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? guardFormula(stripControls(cell)) : cell)),
    ),
    { quoted_string: true, record_delimiter: 'windows' },
  );
}

// Leading apostrophes count, so that a guarded cell can be distinguished from one that was typed with an apostrophe.
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Guards a cell's text so that a spreadsheet does not run it as a formula. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes `guardFormula`: `readGuarded(guardFormula(text))` is `text` for every text. */
export function readGuarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** Why a file is refused, for the person who made it. Line 1 is the header; null means the file as a whole. */
export type CsvProblem = {
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
};

/** A record, with its cells by column name. A cell is null if the file lacks that column. */
export type CsvRow<Required extends string, Optional extends string> = {
  /** The line that the record starts on. */
  readonly line: number;
  readonly cells: Readonly<Record<Required, string> & Record<Optional, string | null>>;
};

/**
 * The rows of a file. `notes` list the assumptions made, for the person to check. In a file separated by semicolons or
 * tabs, a comma in a number may be the decimal sign.
 */
export type CsvRead<Required extends string, Optional extends string> =
  | {
      readonly ok: true;
      readonly rows: readonly CsvRow<Required, Optional>[];
      readonly notes: readonly string[];
      readonly separator: Separator;
    }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** The columns of a file. */
export type CsvColumns<Required extends string, Optional extends string> = {
  readonly required: readonly Required[];
  readonly optional: readonly Optional[];
  /** What files that others made may call a column, best first. Used if the file lacks the column’s own name. */
  readonly names?: Readonly<Partial<Record<Required | Optional, readonly string[]>>>;
};

/** Whether one of the first lines of a text has all required columns, so that `readCsv` would find its header. */
export function hasHeader<Required extends string, Optional extends string>(
  text: string,
  columns: CsvColumns<Required, Optional>,
): boolean {
  const { lines, delimiter } = findSeparator(text.replace(/\r\n?/g, '\n'), allNames(columns));
  return lines.split('\n', HEADER_SEARCH_LINES).some((line) => isHeader(line.split(delimiter), columns));
}

/**
 * Reads a CSV file with a header, separated by commas, semicolons or tabs. Columns may be in any order, and their names
 * in upper or lower case, with spaces or underscores. Lines above the header and empty records are left out. Cells that
 * a record lacks are empty, and empty cells beyond the header are ignored.
 */
export function readCsv<Required extends string, Optional extends string>(
  text: string,
  columns: CsvColumns<Required, Optional>,
  maxRows: number,
): CsvRead<Required, Optional> {
  const wanted = [...columns.required, ...columns.optional];
  const { lines, delimiter, skipped } = findSeparator(text.replace(/\r\n?/g, '\n'), allNames(columns));
  const found = parseRecords(lines, delimiter, skipped);
  if (!found.ok) return found;
  const at = findHeader(found.records, columns);
  const [header, ...rows] = found.records.slice(at);
  if (!header) return failed('The selected file is empty');
  const given = header.cells.map(plainName);
  const called = new Map(wanted.map((column) => [column, nameIn(given, column, columns)]));
  const missing = columns.required.filter((column) => called.get(column) === null);
  if (missing.length > 0) {
    const found = header.cells
      .filter((cell) => cell.trim() !== '')
      .map((cell) => quoted(cell.trim().slice(0, 60)));
    return failed(
      `Add ${formatList(missing.map(quoted))} to the column names on the first line${
        columns.names === undefined ? '' : `. The line that was read has ${formatList(found.slice(0, 10))}`
      }`,
      header.line,
    );
  }
  const twice = wanted.find((column) => given.filter((name) => name === called.get(column)).length > 1);
  if (twice !== undefined) return failed(`The file has more than one ${quoted(twice)} column`, header.line);
  if (rows.length === 0) return failed('The file has column names but no rows');
  if (rows.length > maxRows) return tooManyRows(maxRows);
  const stray = rows.flatMap((row) => strayCells(row, header));
  if (stray.length > 0) return { ok: false, problems: stray };
  const used = new Set(called.values());
  const unused = header.cells.filter((name) => name.trim() !== '' && !used.has(plainName(name)));
  // A column that is not there has no place, not that of one without a name.
  const placeOf = (column: Required | Optional) => given.findIndex((name) => name === called.get(column));
  const readAs = wanted.flatMap((column) => {
    const name = header.cells[placeOf(column)]?.trim();
    return name === undefined || plainName(name) === plainName(column)
      ? []
      : [`${quoted(name)} as ${quoted(column)}`];
  });
  return {
    ok: true,
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        wanted.map((column) => {
          const place = placeOf(column);
          return [column, place < 0 ? null : plainCell(cells[place] ?? '')];
        }),
      ) as CsvRow<Required, Optional>['cells'],
    })),
    notes: [
      ...(at > 0 ? [`Not used: the lines above line ${header.line}, which has the column names.`] : []),
      ...(delimiter === ',' ? [] : [`The columns are separated by ${SEPARATORS[delimiter]}.`]),
      ...(readAs.length > 0 ? [`Read: ${formatList(readAs)}.`] : []),
      ...(unused.length > 0 ? [`Not used: ${formatList(unused.map((name) => quoted(name.trim())))}.`] : []),
    ],
    separator: delimiter,
  };
}

/** The refusal of a file with too many rows. */
export function tooManyRows(maxRows: number) {
  return failed(`The file has more than ${formatNumber(maxRows)} rows. Split it into smaller files`);
}

const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;
type Separator = keyof typeof SEPARATORS;

/** The header may follow a title and notes of up to this many lines. */
const HEADER_SEARCH_LINES = 10;

/** Finds the separator that gives the most of the wanted columns. Excel's optional first line, "sep=;", is skipped. */
function findSeparator(text: string, wanted: readonly string[]) {
  const separatorLine = /^\ufeff?sep=.\n/i.exec(text);
  const lines = text.slice(separatorLine?.[0].length ?? 0);
  const first = lines.split('\n', HEADER_SEARCH_LINES);
  const known = new Set(wanted.map(plainName));
  const found = (delimiter: string) =>
    Math.max(
      ...first.map((line) => line.split(delimiter).filter((name) => known.has(plainName(name))).length),
    );
  const [delimiter = ','] = (Object.keys(SEPARATORS) as Separator[]).toSorted((a, b) => found(b) - found(a));
  return { lines, delimiter, skipped: separatorLine ? 1 : 0 };
}

/** The index of the header: the first record, unless one of the next few has all the required columns. */
function findHeader<R extends string, O extends string>(
  records: readonly CsvRecord[],
  columns: CsvColumns<R, O>,
): number {
  return Math.max(
    records.slice(0, HEADER_SEARCH_LINES).findIndex(({ cells }) => isHeader(cells, columns)),
    0,
  );
}

function isHeader<R extends string, O extends string>(
  cells: readonly string[],
  columns: CsvColumns<R, O>,
): boolean {
  const given = cells.map(plainName);
  return columns.required.every((column) => nameIn(given, column, columns) !== null);
}

/** The plain name under which a header has a column: its own, or else the best of the others. Null: it lacks it. */
function nameIn<R extends string, O extends string>(
  given: readonly string[],
  column: R | O,
  { names }: CsvColumns<R, O>,
): string | null {
  return [column, ...(names?.[column] ?? [])].map(plainName).find((name) => given.includes(name)) ?? null;
}

function allNames<R extends string, O extends string>({
  required,
  optional,
  names,
}: CsvColumns<R, O>): readonly string[] {
  const columns: readonly (R | O)[] = [...required, ...optional];
  return columns.flatMap((column) => [column, ...(names?.[column] ?? [])]);
}

/** Reports values without a heading: beyond the last column, or in a column without a name. */
function strayCells({ line, cells }: CsvRecord, header: CsvRecord): readonly CsvProblem[] {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (filled > header.cells.length) {
    return [
      {
        line,
        column: null,
        message: `The row has ${formatCount(filled, 'value')} but there are only ${formatCount(header.cells.length, 'column')}. Put any value that contains the separator in double quotes`,
      },
    ];
  }
  return cells.flatMap((cell, index) =>
    cell.trim() !== '' && header.cells[index]?.trim() === ''
      ? [
          {
            line,
            column: `Column ${index + 1}`,
            message: `${quoted(cell.trim().slice(0, 100))} is in a column with no heading. Name the column on line ${header.line}, or remove the value`,
          },
        ]
      : [],
  );
}

/** `line` is the first line of the record. */
type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

type Records =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

function parseRecords(text: string, delimiter: string, skipped: number): Records {
  const records: CsvRecord[] = [];
  let line = skipped + 1;
  try {
    parse(
      text.replaceAll(TEXT_FORMULA, (all, inner?: string) => (inner === undefined ? all : `"${inner}"`)),
      {
        delimiter,
        relax_column_count: true,
        on_record: (cells: string[], { lines }) => {
          if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
          line = skipped + lines + 1;
          return null;
        },
      },
    );
    return { ok: true, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return failed(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A double quote opens here and is not closed'
        : 'A value contains a double quote. Put the whole value in double quotes, and enter each double quote inside it twice',
      line,
    );
  }
}

// ="2011-12", as programs write it so that a spreadsheet leaves it alone; not within the quotes of a value.
const TEXT_FORMULA = /"(?:[^"]|"")*"|(?<=^|[,;\t\n])="((?:[^"\n]|"")*)"(?=[,;\t\n]|$)/g;

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const plainCell = (cell: string) => {
  const text = cleanText(cell).trim();
  const [, inner] = /^="([^"]*)"$/.exec(text) ?? [];
  return inner?.trim() ?? readGuarded(text);
};
const quoted = (name: string) => `“${name}”`;

function failed(message: string, line: number | null = null): { ok: false; problems: readonly CsvProblem[] } {
  return { ok: false, problems: [{ line, column: null, message }] };
}
