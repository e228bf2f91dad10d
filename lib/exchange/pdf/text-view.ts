import type { FileWords } from '#lib/record/texts/pages.ts';
import type { PdfFonts } from './fonts.ts';
import { packText, type TextParagraph, WORD_LIMIT } from './pack-text.ts';

/** The words of a file, and what it is called. */
export type TextDocument = { readonly name: string; readonly words: FileWords };

/** What is set of a file: some 200 pages of prose, or 100 of tables. */
export const TEXT_PAGES_LIMITS = { characters: 600_000, lines: 12_000, cells: 20_000 } as const;

/** Ends a cell of a row in what was read; see lib/platform/reading/pages.ts. */
const CELL_END = '\t';

/** The most columns side by side, upright and on its side. What is beyond them is in further tables. */
const COLUMNS = { upright: 6, lying: 10 } as const;

/** A cell with nothing special in it is its words alone. */
type Cell = string | readonly TextParagraph[];
type Block =
  | { readonly paragraphs: readonly TextParagraph[] }
  /** `caption`: which columns these are, where not all. */
  | {
      readonly columns: number;
      readonly caption: string | null;
      readonly rows: readonly (readonly Cell[])[];
    };
/** A heading in plain words, and as it is set. */
type Heading = { readonly name: string; readonly paragraphs: readonly TextParagraph[] };
type Part = { readonly heading: Heading | null; readonly blocks: readonly Block[] };

/** Converts the words of a file to the template's data. Tables are wide if one of their page has more columns than fit upright. */
export function textView({ name, words }: TextDocument, fonts: PdfFonts) {
  const { paragraphs, clean } = packText(fonts.covers);
  const left = { ...TEXT_PAGES_LIMITS };
  let isCut = words.isCut;

  /** What there is room for. */
  function taken(body: string): readonly string[] {
    const lines: string[] = [];
    for (const line of body.split('\n')) {
      const cells = line.includes(CELL_END) ? line.split(CELL_END).length : 0;
      if (left.lines < 1 || left.characters < line.length || left.cells < cells) {
        isCut = true;
        break;
      }
      left.lines -= 1;
      left.characters -= line.length;
      left.cells -= cells;
      lines.push(line);
    }
    return lines;
  }

  function partOf({ number, label, body }: FileWords['pages'][number]): Part & { readonly isWide: boolean } {
    const lines = taken(body);
    const groups = groupsOf(lines, words.unit === 'sheet');
    const isWide = groups.some(({ rows }) => widthOf(rows) > COLUMNS.upright);
    const blocks = groups.flatMap(({ isTable, rows }): readonly Block[] =>
      isTable
        ? tablesOf(rows, isWide ? COLUMNS.lying : COLUMNS.upright)
        : [{ paragraphs: paragraphs(rows.map(([line = '']) => line).join('\n')) }],
    );
    return { heading: headingOf(number, label), blocks, isWide };
  }

  /** A part begins with its heading in any case. */
  function headingOf(number: number, label: string): Heading | null {
    if (words.unit === 'part') return null;
    const unit = { page: 'Page', slide: 'Slide', sheet: 'Sheet' }[words.unit];
    const named =
      label === '' ? `${unit} ${number}` : words.unit === 'sheet' ? label : `${unit} ${number}: ${label}`;
    const made = heading(named, WORD_LIMIT.prose);
    return made.name.trim() === '' ? null : made;
  }

  function heading(words: string, limit: number): Heading {
    return { name: clean(words), paragraphs: paragraphs(words, limit) };
  }

  function tablesOf(rows: readonly (readonly string[])[], most: number): readonly Block[] {
    const width = widthOf(rows);
    if (width <= most) return [table(rows, 0, width, null)];
    const tables: Block[] = [];
    // The first column is in each, so that rows can be told apart.
    for (let from = 1; from < width; from += most - 1) {
      const to = Math.min(width, from + most - 1);
      const caption =
        from === 1
          ? `Columns 1 to ${to} of ${width}`
          : `The first column again, and ${from + 1} to ${to} of ${width}`;
      tables.push(table(rows, from, to, caption));
    }
    return tables;
  }

  function table(
    rows: readonly (readonly string[])[],
    from: number,
    to: number,
    caption: string | null,
  ): Block {
    const columns = to - from + (from === 0 ? 0 : 1);
    const cellsOf = (row: readonly string[]) =>
      Array.from({ length: columns }, (_, at) =>
        cell(row[from === 0 ? at : at === 0 ? 0 : from + at - 1] ?? ''),
      );
    return { columns, caption, rows: rows.map(cellsOf) };
  }

  function cell(value: string): Cell {
    const typed = paragraphs(value, WORD_LIMIT.narrowCell);
    const [first] = typed;
    if (!first) return '';
    const [line] = first.lines;
    const isPlain = typed.length === 1 && first.lines.length === 1 && !first.rtl && first.lang === null;
    return isPlain && typeof line === 'string' ? line : typed;
  }

  const parts = words.pages.map(partOf).filter(({ blocks }) => blocks.length > 0);
  const title = heading(name, WORD_LIMIT.cell);
  return {
    fonts: fonts.names,
    documentTitle: title.name,
    author: [],
    title,
    note: 'The text of the file, without its layout.',
    sections: sectionsOf(parts),
    cut: isCut ? 'The text goes on. The rest is in the file itself.' : null,
  };
}

/** Lines of text, or rows of cells, as they follow each other. */
type Group = { readonly isTable: boolean; readonly rows: (readonly string[])[] };

function groupsOf(lines: readonly string[], isSheet: boolean): readonly Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const isTable = isSheet || line.includes(CELL_END);
    const last = groups.at(-1);
    const row = isTable ? line.split(CELL_END) : [line];
    if (last?.isTable === isTable) last.rows.push(row);
    else groups.push({ isTable, rows: [row] });
  }
  return groups.filter(({ rows }) => rows.some((row) => row.some((value) => value.trim() !== '')));
}

function widthOf(rows: readonly (readonly string[])[]): number {
  return rows.reduce((most, row) => Math.max(most, row.length), 0);
}

type Section = { readonly isWide: boolean; readonly parts: Part[] };

/** Parts that follow each other on pages of the same shape. */
function sectionsOf(parts: readonly (Part & { readonly isWide: boolean })[]): readonly Section[] {
  const sections: Section[] = [];
  for (const { isWide, ...part } of parts) {
    const last = sections.at(-1);
    if (last?.isWide === isWide) last.parts.push(part);
    else sections.push({ isWide, parts: [part] });
  }
  return sections;
}
