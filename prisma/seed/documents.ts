import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { ExampleEvidence, Replacement } from './example.ts';
import { type Cell, type Sheet, type WordBlock, wordDocument, workbook } from './office.ts';

/** The council a document is from: its name is at the top of every page; `accent` colours the headings. */
export type House = { readonly council: string; readonly accent: string };

/** A string is one or more paragraphs separated by blank lines. */
export type Block = string | List | Table;
export type List = { readonly list: readonly string[] };
export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
/** `newPage`: in a PDF, it begins on a new page. */
export type Section = {
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly newPage?: boolean;
};

/** A file's contents. `name`: the file name without its extension; `kind`: the extension. */
export type Contents = { readonly name: string } & (
  | { readonly kind: 'pdf' | 'docx'; readonly sections: readonly Section[] }
  | { readonly kind: 'xlsx'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'csv'; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'txt'; readonly text: string }
  | {
      readonly kind: 'eml';
      readonly from: string;
      readonly to: string;
      readonly sentAt: string;
      readonly text: string;
    }
);

/** An evidence item whose document is not built yet. The item's title, date, owner and marking become its heading. */
export type EvidenceDraft = Omit<ExampleEvidence, 'source' | 'replaced'> & {
  readonly source: Contents | { readonly kind: 'link'; readonly url: string };
  /** By a file of the same name and kind. */
  readonly replaced?: Omit<Replacement, 'build'> & { readonly sections: readonly Section[] };
};

type About = Pick<ExampleEvidence, 'title' | 'datedOn' | 'owner' | 'marking'>;

export function withDocuments(house: House, drafts: readonly EvidenceDraft[]): readonly ExampleEvidence[] {
  return drafts.map(({ source, replaced, ...item }) => {
    if (source.kind === 'link') return { ...item, source };
    const name = `${source.name}.${source.kind}`;
    const file = {
      ...item,
      source: { kind: 'file', name, build: () => buildDocument(house, item, source) },
    } as const;
    if (!replaced || !('sections' in source)) return file;
    const { sections, ...step } = replaced;
    const about = { ...item, datedOn: step.datedOn };
    return {
      ...file,
      replaced: { ...step, build: () => buildDocument(house, about, { ...source, sections }) },
    };
  });
}

/** Builds a real file of that kind. The same input gives the same bytes on any day and in any time zone. */
export function buildDocument(house: House, about: About, contents: Contents): Uint8Array {
  switch (contents.kind) {
    case 'pdf':
      return pdf(house, about, contents.sections);
    case 'docx':
      return docx(house, about, contents.sections);
    case 'xlsx':
      return workbook(officeAbout(house, about), contents.sheets);
    case 'csv':
      return csv(contents.columns, contents.rows);
    case 'txt':
      return new TextEncoder().encode(plainText(house, about, contents.text));
    case 'eml':
      return new TextEncoder().encode(email(about, contents));
  }
}

const exampleTitle = (about: About) => `Example document: ${about.title}`;

const officeAbout = (house: House, about: About) => ({
  title: exampleTitle(about),
  creator: house.council,
  date: about.datedOn,
});

const notReal = (house: House) =>
  `${house.council} does not exist. The people, organisations and figures here are invented.`;

function longDate(isoDate: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDate));
}

const require = createRequire(import.meta.url);
const template = readFileSync(new URL('./document.typ', import.meta.url), 'utf8');
let compiler: NodeCompiler | undefined;

/** One compiler for all documents, because reading the fonts is slow. */
function typst(): NodeCompiler {
  const fonts = ['400Regular/NotoSans_400Regular.ttf', '600SemiBold/NotoSans_600SemiBold.ttf'];
  compiler ??= NodeCompiler.create({
    fontArgs: [
      {
        fontBlobs: fonts.map((font) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${font}`))),
      },
    ],
  });
  return compiler;
}

function isNumeric(text: string): boolean {
  return /^[-–+£]?[\d.,]+( ?%|m)?$/.test(text);
}

/** Text with typographic quotation marks. */
function printed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .replace(/(^|[\s(])"/g, '$1“')
    .replaceAll('"', '”')
    .replaceAll("'", '’');
}

function pdf(house: House, about: About, sections: readonly Section[]): Uint8Array {
  const [year, month, day] = about.datedOn.split('-').map(Number);
  const document = {
    title: about.title,
    council: house.council,
    accent: house.accent,
    marking: about.marking,
    date: { year, month, day, words: longDate(about.datedOn) },
    details: [
      ['Date', longDate(about.datedOn)],
      ['Owner', about.owner],
      ['Marking', about.marking],
    ],
    sections: sections.map(({ heading, blocks, newPage = false }) => ({
      ...{ heading, newPage, blocks: blocks.map(pdfBlock) },
    })),
  };
  const bytes = typst().pdf(
    {
      mainFileContent: template,
      inputs: { document: JSON.stringify(document, (_key, value) => printed(value)) },
    },
    { pdfStandard: 'ua-1' },
  );
  return new Uint8Array(bytes);
}

function pdfBlock(block: Block) {
  if (typeof block === 'string') return { kind: 'paragraphs', paragraphs: block.split('\n\n') };
  if ('list' in block) return { kind: 'list', items: block.list };
  return {
    kind: 'table',
    caption: block.caption,
    columns: block.columns.map((name, column) => ({
      name,
      right: block.rows.every((row) => isNumeric(row[column] ?? '')),
    })),
    rows: block.rows,
  };
}

function docx(house: House, about: About, sections: readonly Section[]): Uint8Array {
  const blocks: WordBlock[] = [
    { style: 'Normal', text: 'Example document' },
    { style: 'Title', text: about.title },
    { style: 'Normal', text: `${house.council}. ${about.owner}, ${longDate(about.datedOn)}.` },
    { style: 'Normal', text: notReal(house) },
    ...sections.flatMap(({ heading, blocks }): WordBlock[] => [
      { style: 'Heading1', text: heading },
      ...blocks.flatMap(wordBlocks),
    ]),
  ];
  return wordDocument(officeAbout(house, about), about.marking, blocks);
}

function wordBlocks(block: Block): WordBlock[] {
  if (typeof block === 'string') return block.split('\n\n').map((text) => ({ style: 'Normal', text }));
  if ('list' in block) return block.list.map((text) => ({ style: 'ListBullet', text }));
  return [{ style: 'Caption', text: block.caption }, block];
}

/** RFC 4180. The last column describes the data, because a CSV file has no place for a title. */
function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const quote = (cell: Cell) =>
    /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell;
  const lines = [[...columns, 'note'], ...rows.map((row) => [...row, 'Example document, invented figures'])];
  return new TextEncoder().encode(lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join(''));
}

function wrap(text: string, width = 76): string {
  return text
    .split('\n\n')
    .map((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
          lines.push(line);
          line = word;
        } else {
          line = line === '' ? word : `${line} ${word}`;
        }
      }
      return [...lines, line].join('\r\n');
    })
    .join('\r\n\r\n');
}

function plainText(house: House, about: About, text: string): string {
  const head = [
    about.marking,
    '',
    exampleTitle(about),
    house.council,
    `${about.owner}, ${longDate(about.datedOn)}`,
    '',
    wrap(notReal(house)),
    '',
    '',
  ];
  return `${head.join('\r\n')}${wrap(text)}\r\n`;
}

/** RFC 5322, with a body in UTF-8 and ASCII headers. */
function email(about: About, message: Extract<Contents, { kind: 'eml' }>): string {
  const domain = /@([\w.-]+)>?$/.exec(message.from)?.[1] ?? 'example';
  const headers = [
    `From: ${message.from}`,
    `To: ${message.to}`,
    `Subject: ${about.marking}: ${exampleTitle(about)}`,
    `Date: ${message.sentAt}`,
    `Message-ID: <${message.name}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${wrap(message.text)}\r\n`;
}
