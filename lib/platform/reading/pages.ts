import { cleanLine, cleanText } from '#lib/kernel/text/clean.ts';

/** What a file is divided into. `part`: a piece of a text without pages. */
export type TextUnit = 'page' | 'sheet' | 'slide' | 'part';

/** The text of a page, sheet, slide or part. */
export type TextPage = {
  /** Its number in the file. What a sheet is too long for has further numbers, after the last sheet. */
  readonly number: number;
  /** Name of the sheet, title of the slide or heading of the part. May be ''. */
  readonly label: string;
  readonly body: string;
  /** Of words read from a picture, in percent. Null: the text is in the file itself. */
  readonly confidence: number | null;
};

/** `units`: how many the file has. `isCut`: some text was left out, as the file is very long. */
export type FileText = {
  readonly unit: TextUnit;
  readonly units: number;
  readonly unitsRead: number;
  readonly isCut: boolean;
  readonly pages: readonly TextPage[];
  /** Numbers of the pages that are pictures without text. */
  readonly pictures: readonly number[];
};

/** Limits of what is kept of a file. `tests/integration/texts.test.ts` holds them to those of the tables. */
export const TEXT_LIMITS = {
  /** Pages or slides, or parts of a text. */
  units: 2_000,
  page: 50_000,
  file: 3_000_000,
  label: 200,
} as const;

/** A piece of a text without pages is a new part once it is as long as a page of print. */
const PART = 4_000;
/** The longest part. One less than a page has room for, so that it is not taken for one that was cut. */
const LONGEST_PART = TEXT_LIMITS.page - 1;

/** Ends a cell of a row, if another one follows. In the text of a page, tabs stand for nothing else. */
export const CELL_END = '\t';
/** The most cells in a part: each is an element of the page that shows it. */
const CELLS = 5_000;

/** Cleans a text, and collapses blanks and empty lines. At most as long as a page may be. */
export function cleanBody(text: string): string {
  return cleanRows(text.slice(0, 2 * TEXT_LIMITS.page).replaceAll(CELL_END, ' '));
}

/** The same for a text with rows. */
export function cleanRows(text: string): string {
  return cleanText(text.slice(0, 2 * TEXT_LIMITS.page))
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/ ?\t ?/g, CELL_END)
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^[ \n]+/, '')
    .trimEnd()
    .slice(0, TEXT_LIMITS.page)
    .toWellFormed();
}

/** Collects pages up to the limits of a file. */
export function collectPages() {
  const pages: TextPage[] = [];
  let left: number = TEXT_LIMITS.file;
  let isCut = false;
  return {
    pages,
    /** Whether more can be added. */
    hasRoom: () => left > 0,
    isCut: () => isCut,
    cut: () => {
      isCut = true;
    },
    /** @param clean - `cleanBody`, or what leaves the cells of rows apart */
    add(number: number, label: string, text: string, clean = cleanBody): void {
      if (left <= 0) {
        isCut ||= text !== '';
        return;
      }
      const body = clean(text).slice(0, left).toWellFormed();
      if (text.length > 2 * TEXT_LIMITS.page || body.length === TEXT_LIMITS.page || body.length === left)
        isCut = true;
      left -= body.length;
      if (body !== '') pages.push({ number, label: cleanLabel(label), body, confidence: null });
    },
  };
}

function cleanLabel(label: string): string {
  return cleanLine(label.slice(0, 2 * TEXT_LIMITS.label))
    .slice(0, TEXT_LIMITS.label)
    .toWellFormed();
}

/** How many characters may still be kept of a file, in all its parts. */
export type Room = { left: number };
export const newRoom = (): Room => ({ left: TEXT_LIMITS.file });

/**
 * Collects a running text in parts, each under the heading before it. Those that share a room are of one file.
 *
 * @param enough - the length from which a part is ended
 */
export function collectParts(room: Room = newRoom(), enough: number = PART) {
  const found: { readonly label: string; readonly body: string }[] = [];
  let label = '';
  let lines: string[] = [];
  let length = 0;
  let cells = 0;
  let isCut = false;

  function endPart(): void {
    if (length > 0) found.push({ label, body: lines.join('\n') });
    lines = [];
    length = 0;
    cells = 0;
  }
  function line(text: string): void {
    // A line longer than a page is more than one part.
    for (let at = 0; at < Math.max(1, text.length); at += LONGEST_PART) {
      if (room.left <= 0) {
        isCut = true;
        return;
      }
      const piece = text.slice(at, at + LONGEST_PART);
      if (length + piece.length > LONGEST_PART) endPart();
      lines.push(piece);
      length += piece.length + 1;
      room.left -= piece.length + 1;
      if (length >= enough) endPart();
    }
  }
  return {
    hasRoom: () => room.left > 0,
    /** Adds a line. Without room for it, the text is cut. */
    line: (text: string) => line(text.replaceAll(CELL_END, ' ')),
    /** Adds a line of cells, which hold no tabs. */
    row(row: readonly string[]): void {
      if (cells + row.length > CELLS) endPart();
      line(row.join(CELL_END));
      cells += row.length;
    },
    /** Begins a part. It is its first line too. */
    heading(text: string): void {
      endPart();
      label = text;
      this.line(text);
    },
    /** What was collected. */
    end(): { readonly found: readonly { label: string; body: string }[]; readonly isCut: boolean } {
      endPart();
      return { found, isCut };
    },
  };
}

export type Parts = ReturnType<typeof collectParts>;

/** The text of a file without pages, from its parts. */
export function textOfParts(...all: readonly Parts[]): FileText {
  const ended = all.map((parts) => parts.end());
  const found = ended.flatMap((parts) => parts.found);
  const pages = collectPages();
  for (const { label, body } of found.slice(0, TEXT_LIMITS.units))
    pages.add(pages.pages.length + 1, label, body, cleanRows);
  const units = pages.pages.length;
  return {
    unit: 'part',
    units,
    unitsRead: units,
    isCut: ended.some(({ isCut }) => isCut) || pages.isCut() || found.length > TEXT_LIMITS.units,
    pages: pages.pages,
    pictures: [],
  };
}
