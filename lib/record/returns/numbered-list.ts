import { RETURN_LIMITS } from '#lib/record/returns/rules.ts';

/** An item of a pasted list. `line`: from 1, where it starts. */
export type NumberedRow = {
  readonly line: number;
  readonly number: string;
  readonly heading: string;
  readonly asked: string;
};

// "7", "7.", "7)", "3.1", "Item 7:", "LA-7", "7 (a)", "(a)".
const START =
  /^(?:item\s+)?((?:[A-Z]{1,4}[- ]?)?\d{1,3}(?:\.\d{1,3}){0,3}(?:\s?\([a-z]\))?|\([a-z]\))[.):]?\s+(\S.*)$/i;
/** How many numbers a list may leave out. */
const LARGEST_GAP = 3;
const LONGEST_HEADING = 80;

/**
 * The items of a list that was pasted from a letter: numbered lines, each with the lines that follow it, under headings:
 * short lines of their own after an empty line or the end of a sentence. A number that does not follow the last one, such
 * as a year, is part of the text. What was not used, read as text or left out is said in notes.
 */
export function numberedList(text: string): {
  readonly rows: readonly NumberedRow[];
  readonly notes: readonly string[];
} {
  const rows: { line: number; number: string; heading: string; asked: string }[] = [];
  const notes: string[] = [];
  let heading = '';
  /** A heading, if a number follows it. */
  let waiting: { readonly line: number; readonly words: string } | null = null;
  let isAfterBlank = true;
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = index + 1;
    const words = raw.replaceAll(/\s+/g, ' ').trim();
    if (words === '') {
      isAfterBlank = true;
      continue;
    }
    const last = rows.at(-1);
    const [, number, asked = ''] = START.exec(words) ?? [];
    if (number !== undefined && follows(last?.number ?? null, number)) {
      heading = waiting?.words ?? heading;
      waiting = null;
      if (last) noteGap(notes, last.number, number);
      rows.push({ line, number, heading, asked });
    } else if ((isAfterBlank || /[.;?]$/.test(last?.asked ?? '')) && isHeading(words)) {
      if (waiting && last) last.asked += ` ${waiting.words}`;
      waiting = { line, words };
    } else {
      if (waiting && last) last.asked += ` ${waiting.words}`;
      waiting = null;
      if (last) last.asked += ` ${words}`;
      if (last && number !== undefined)
        notes.push(
          `Line ${line} begins with ${number}, which does not follow ${last.number}, so it was read as part of item ${last.number}.`,
        );
      if (!last) notes.push(`Line ${line} comes before the first number, so it was not used.`);
    }
    isAfterBlank = false;
  }
  if (waiting && rows.length > 0)
    notes.push(`Line ${waiting.line} comes after the last item, so it was not used.`);
  return {
    rows: rows.map((row) => ({ ...row, heading: row.heading.slice(0, RETURN_LIMITS.heading) })),
    notes,
  };
}

function isHeading(words: string): boolean {
  return words.length <= LONGEST_HEADING && !/[.;:?,]$/.test(words) && !/^[\p{Ll}•–-]/u.test(words);
}

/** Whether a number can be the next one of a list: 1 more, up to 3 more, or the first below the last one. */
function follows(before: string | null, next: string): boolean {
  if (before === null) return true;
  const [last, parts] = [partsOf(before), partsOf(next)];
  const end = parts.length - 1;
  if (parts.slice(0, end).join() !== last.slice(0, end).join()) return false;
  if (parts.length === last.length + 1) return ordinalOf(parts[end]) === 1;
  const step = ordinalOf(parts[end]) - ordinalOf(last[end]);
  const isAlike = isLetter(parts[end]) === isLetter(last[end]);
  return parts.length <= last.length && isAlike && step > 0 && step <= LARGEST_GAP;
}

function noteGap(notes: string[], before: string, next: string): void {
  const [last, parts] = [partsOf(before), partsOf(next)];
  const end = parts.length - 1;
  if (end > 0 || last.length === 0) return;
  const missing = ordinalOf(parts[end]) - 1;
  if (missing > ordinalOf(last[0])) notes.push(`There is no item ${missing}.`);
}

/** "3.1" as ["3", "1"], "LA-7 (a)" as ["la", "7", "a"]. */
function partsOf(number: string): readonly string[] {
  return number.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
}

function isLetter(part: string | undefined): boolean {
  return part !== undefined && /^[a-z]$/.test(part);
}

function ordinalOf(part: string | undefined): number {
  if (part === undefined) return 0;
  return /^\d+$/.test(part) ? Number(part) : part.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
}
