import {
  cleanRows,
  collectPages,
  collectParts,
  type FileText,
  type Parts,
  type Room,
  TEXT_LIMITS,
} from './pages.ts';

type Sheet = { readonly name: string; readonly parts: Pick<Parts, 'end'> | undefined };

/** Cells in further columns are in the last one, so that one far out does not make a row of empty ones. */
export const SHEET_COLUMNS = 200;

/** Collects the rows of a sheet, in as few parts as have room for them. Empty rows are left out. */
export function collectSheet(room: Room) {
  const parts = collectParts(room, TEXT_LIMITS.page);
  let row: string[] = [];
  let length = 0;
  return {
    end: parts.end,
    /** Adds to the row that is open what is in a cell. @param column - from 0 */
    cell(column: number, text: string): void {
      // A long cell may be repeated many times.
      if (length > TEXT_LIMITS.file) return;
      const shown = text.replace(/\s+/g, ' ').trim();
      if (shown === '') return;
      const at = Math.min(column, SHEET_COLUMNS - 1);
      // Says that the text is cut.
      if (!parts.hasRoom()) parts.line('');
      else row[at] = row[at] === undefined ? shown : `${row[at]} ${shown}`;
      length += shown.length + 1;
    },
    endRow(): void {
      if (row.length > 0) parts.row(row);
      row = [];
      length = 0;
    },
  };
}

export type SheetParts = ReturnType<typeof collectSheet>;

/**
 * The text of a spreadsheet. A sheet is the page of its number, so that "sheet 2" leads there. The rest of a sheet that is
 * longer than a page comes after the last one, under the same name.
 */
export function textOfSheets(sheets: readonly Sheet[]): FileText {
  const pages = collectPages();
  const rest: { readonly name: string; readonly body: string }[] = [];
  for (const [at, { name, parts }] of sheets.entries()) {
    const { found, isCut } = parts?.end() ?? { found: [], isCut: false };
    const [first, ...others] = found;
    if (isCut) pages.cut();
    if (first) pages.add(at + 1, name, first.body, cleanRows);
    rest.push(...others.map(({ body }) => ({ name, body })));
  }
  const units = sheets.length;
  for (const [at, { name, body }] of rest.entries()) pages.add(units + at + 1, name, body, cleanRows);
  return {
    ...{ unit: 'sheet', units, unitsRead: units },
    ...{ isCut: pages.isCut(), pages: pages.pages, pictures: [] },
  };
}
