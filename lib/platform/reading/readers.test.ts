import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { compoundFile, EMAIL, ooxmlEntries, zip } from '#lib/platform/storage/testing/samples.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { TEXT_LIMITS } from './pages.ts';
import {
  openDocument,
  picturePdf,
  slideShow,
  textPdf,
  wordFile,
  wordOf,
  workbook,
  workbookOf,
} from './testing/documents.ts';
import { runJob, type TextJobResult } from './text-job.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function jobOf(name: string, content: Buffer | string, pictures?: readonly number[]) {
  files += 1;
  const path = join(folder, `${files}`);
  await writeFile(path, content);
  const type = allowedTypeOf(name);
  if (!type) throw new Error(`${name} is not allowed`);
  return { path, type, ...(pictures && { pictures }) };
}
const read = async (name: string, content: Buffer | string): Promise<TextJobResult> =>
  runJob(await jobOf(name, content));

async function textOf(name: string, content: Buffer | string) {
  const result = await read(name, content);
  if (!('text' in result)) throw new Error(JSON.stringify(result));
  return result.text;
}
/** Number, label and body of each page. */
const pagesOf = async (name: string, content: Buffer | string) =>
  (await textOf(name, content)).pages.map(({ number, label, body }) => [number, label, body]);

const LETTER = 'Direct payments: what people told us';

describe('what programs write', () => {
  it.each([
    [
      'letter.pdf',
      'page',
      /^Direct payments: .*\nTŷ Gwyn, 3 November 2026\. .*\nPeople asked 48\n1 A footnote\./,
    ],
    ['owner-aes-256.pdf', 'page', /^Direct payments: .*\nTŷ Gwyn/],
    ['letter.docx', 'part', /^Direct payments: .*\nTŷ Gwyn, 3 November 2026\. .*\nPeople asked\n48$/],
    ['letter.odt', 'part', /^Direct payments: [\s\S]*Tŷ Gwyn, 3 November 2026\. [\s\S]*People asked\n48$/],
    ['letter.rtf', 'part', /^Direct payments: .*\nTŷ Gwyn, 3 November 2026\. .*\nPeople asked 48/],
    [
      'letter.doc',
      'part',
      /^Direct payments: .*\nTŷ Gwyn, 3 November 2026\. .*\nPeople asked 48\n\nA footnote\.$/,
    ],
    ['figures.xlsx', 'sheet', /^Tŷ Gwyn, average wait\t24\n£ a week\t48\|$/],
    ['figures.ods', 'sheet', /^Tŷ Gwyn, average wait\t24\n£ a week\t48\|$/],
    ['figures-utf8.csv', 'sheet', /^Tŷ Gwyn, average wait\t24\n£ a week\t48\|$/],
    ['figures-utf16.csv', 'sheet', /^Tŷ Gwyn, average wait\t24\n£ a week\t48\|$/],
    ['figures-windows.csv', 'sheet', /\n£ a week\t48\|$/],
    ['slides.pptx', 'slide', /^Ready for assessment$/],
    ['slides.odp', 'slide', /^Ready for assessment$/],
  ])('%s', async (name, unit, body) => {
    const text = await textOf(name, await readMade(name));
    expect(text).toMatchObject({ unit, isCut: false, pictures: [] });
    expect(text.pages[0]?.body).toMatch(body);
    expect(text.unitsRead).toBe(text.units);
  });

  it.each([
    ['letter-user.pdf', 'encrypted'],
    ['figures.xls', 'old-format'],
    ['slides.ppt', 'old-format'],
  ])('%s, which cannot be read: %s', async (name, reason) => {
    expect(await read(name, await readMade(name))).toEqual({ unreadable: reason });
  });
});

describe('places in a file', () => {
  it('are its pages, of which pictures have no text and empty ones are none', async () => {
    const text = await textOf('a.pdf', textPdf([['First page'], [], ['Third page', 'of three'], []]));
    expect(text.pages.map(({ number, body }) => [number, body])).toEqual([
      [1, 'First page'],
      [3, 'Third page\nof three'],
    ]);
    expect(text).toMatchObject({ units: 4, unitsRead: 4, pictures: [] });
  });

  it('are slides in the order they are shown, each with its notes', async () => {
    const show = slideShow([
      { title: 'Waits', text: 'Down by 5 days', notes: 'Say why' },
      { title: 'Carers', text: 'Asked in May' },
    ]);
    expect(await pagesOf('a.pptx', show)).toEqual([
      [1, 'Waits', 'Waits\nDown by 5 days\n\nSay why'],
      [2, 'Carers', 'Carers\nAsked in May'],
    ]);
    const open = `<draw:page><draw:frame presentation:class="title"><text:p>Waits</text:p></draw:frame>
      <draw:frame><text:p>Down</text:p></draw:frame></draw:page><draw:page><text:p>Carers</text:p></draw:page>`;
    expect(await pagesOf('a.odp', openDocument('odp', open))).toEqual([
      [1, 'Waits', 'Waits\nDown'],
      [2, '', 'Carers'],
    ]);
  });

  it('are sheets by number, and the rest of long ones after them', async () => {
    const long = Array.from({ length: 2_500 }, (_, at) => [`Case ${at}`, 'waits for a review']);
    const pages = await pagesOf('a.xlsx', workbook({ Waits: long, None: [], Carers: [['Asked', 'May']] }));
    expect(pages.map(([number, label]) => [number, label])).toEqual([
      [1, 'Waits'],
      [3, 'Carers'],
      [4, 'Waits'],
    ]);
    expect(pages[1]?.[2]).toBe('Asked\tMay');
    const rows = [pages[0], pages[2]].flatMap((page) => String(page?.[2]).split('\n'));
    expect(rows).toEqual(long.map((row) => row.join('\t')));
    const sheets = `<table:table table:name="One"><table:table-row><table:table-cell><text:p>A<text:s text:c="2"/>b</text:p>
      </table:table-cell><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table>
      <table:table table:name="Two"><table:table-row><table:table-cell><text:p>D</text:p></table:table-cell></table:table-row></table:table>`;
    expect(await pagesOf('a.ods', openDocument('ods', sheets))).toEqual([
      [1, 'One', 'A b\tC'],
      [2, 'Two', 'D'],
    ]);
  });

  it('in a row are cells in their columns, however far out', async () => {
    const rows =
      '<row><c r="B1"><v>1</v></c><c><v>2</v></c></row><row r="9"/><row><c r="D10" t="str"><v>a\n\tb</v></c><c r="XFC10"><v>3</v></c><c r="XFD10"><v>4</v></c></row>';
    expect(await pagesOf('a.xlsx', workbookOf(['One'], [rows], '<sst/>'))).toEqual([
      [1, 'One', `\t1\t2\n\t\t\ta b${'\t'.repeat(196)}3 4`],
    ]);
    const cell = (text: string, repeated: number) =>
      `<table:table-cell table:number-columns-repeated="${repeated}">${text && `<text:p>${text}</text:p>`}</table:table-cell>`;
    const sheet = `<table:table table:name="One"><table:table-row>${cell('', 2)}${cell('a', 2)}<table:covered-table-cell/>${cell('b', 1)}${cell('', 16_000)}</table:table-row></table:table>`;
    expect(await pagesOf('a.ods', openDocument('ods', sheet))).toEqual([[1, 'One', '\t\ta\ta\t\tb']]);
    const csv = '\ufeffName;Note\r\n"One ""1""";\r\n;"two\nlines"\r\n';
    expect(await pagesOf('a.csv', csv)).toEqual([[1, '', 'Name\tNote\nOne "1"\n\ttwo lines']]);
    expect(await pagesOf('a.csv', 'a,"b\nc\td')).toEqual([[1, '', 'a,"b\nc d']]);
    const commas = 'Notes, 2026\nName;Note\nOne;a, b, c\nTwo;"d, e"\n';
    expect(await pagesOf('a.csv', commas)).toEqual([
      [1, '', 'Notes, 2026\nName\tNote\nOne\ta, b, c\nTwo\td, e'],
    ]);
  });

  it('with very many cells are several parts', async () => {
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 100 }, (_, at) => `${at % 10}`));
    const pages = await pagesOf('a.csv', rows.map((row) => row.join(',')).join('\n'));
    expect(pages.map(([, , body]) => String(body).split('\n').length)).toEqual([50, 50, 50, 50, 50, 50]);
  });

  it('are the headings of a text', async () => {
    const words = wordFile(['Before', '# Waits', 'Down by 5 days', '# Carers', 'Asked in May']);
    expect(await pagesOf('a.docx', words)).toEqual([
      [1, '', 'Before'],
      [2, 'Waits', 'Waits\nDown by 5 days'],
      [3, 'Carers', 'Carers\nAsked in May'],
    ]);
    const open =
      '<text:h>Waits</text:h><text:p>Down<text:tab/>5</text:p><text:h>Carers</text:h><text:p>May</text:p>';
    expect(await pagesOf('a.odt', openDocument('odt', open))).toEqual([
      [1, 'Waits', 'Waits\nDown 5'],
      [2, 'Carers', 'Carers\nMay'],
    ]);
  });
});

describe('text', () => {
  it('of a cell is a date, a percentage or a number, as people read it', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-809]d mmm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>';
    const row =
      '<row><c s="1"><v>46113</v></c><c s="2"><v>46113.4</v></c><c s="3"><v>0.615</v></c><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c><c t="inlineStr"><is><t>in line</t></is></c><c t="str"><f>A1</f><v>made</v></c></row>';
    expect(await pagesOf('a.xlsx', workbookOf(['One'], [row], '<sst/>', styles))).toEqual([
      [1, 'One', '1 April 2026\t1 April 2026\t61.5%\t0.3\tTRUE\tin line\tmade'],
    ]);
  });

  it('leaves out what was deleted, instructions of fields and fallbacks', async () => {
    const word = wordOf(
      '<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><mc:Fallback><w:p><w:r><w:t>twice</w:t></w:r></w:p></mc:Fallback><w:r><w:tab/><w:t>here</w:t></w:r></w:p>',
    );
    expect(await pagesOf('a.docx', word)).toEqual([[1, '', 'Kept here']]);
    const open = '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>Kept</text:p>';
    expect(await pagesOf('a.odt', openDocument('odt', open))).toEqual([[1, '', 'Kept']]);
    const rich = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title T}}\pard Caf\'e9 \u8212?at\~home\par{\field{\*\fldinst HYPERLINK}{\fldrslt Here}}\par}`;
    expect(await pagesOf('a.rtf', rich)).toEqual([[1, '', 'Café —at home\nHere']]);
  });

  it('of a message says who wrote it, to whom and when', async () => {
    expect(await pagesOf('a.eml', EMAIL)).toEqual([
      [
        1,
        '',
        'Subject: Feedback Date of visit\nFrom: Siân <sian@exampleshire.example>\nTo: lead@exampleshire.example\nDate: 21 November 2026, 9:32am\n\n<p>Thank you</p>',
      ],
    ]);
    const html = `${EMAIL.replace('\r\n\r\n', '\r\nContent-Type: text/html\r\n\r\n')}<style>p { color: red }</style><p>Waits &amp; reviews&nbsp;&#8212; <b>all</b></p><p>End</p>`;
    expect((await pagesOf('a.eml', html))[0]?.[2]).toMatch(/\n\nThank you\n\nWaits & reviews — all\n\nEnd$/);
    const wide = (text: string) => Buffer.from(text, 'utf16le');
    const message = compoundFile({
      '__properties_version1.0': Buffer.alloc(64),
      '__substg1.0_0037001F': wide('Visit on 3 May'),
      '__substg1.0_0C1A001F': wide('Siân Evans'),
      '__substg1.0_1000001F': wide('All was well.\r\nThank you'),
    });
    expect(await pagesOf('a.msg', message)).toEqual([
      [1, '', 'Subject: Visit on 3 May\nFrom: Siân Evans\n\nAll was well.\nThank you'],
    ]);
  });

  it('is cleaned', async () => {
    expect(await pagesOf('a.txt', 'Cafe\u0301\u200b\u0007  at\u00a0home \n\n\n\nEnd\u0000\ufffe')).toEqual([
      [1, '', 'Café at home\n\nEnd'],
    ]);
  });
});

describe('very long files', () => {
  it('are read up to a number of pages, letters on a page and letters in all', async () => {
    const { units } = TEXT_LIMITS;
    const pages = await textOf(
      'a.pdf',
      textPdf(Array.from({ length: units + 10 }, (_, at) => [`Page ${at + 1}`])),
    );
    expect(pages).toMatchObject({ units: units + 10, unitsRead: units, isCut: true });
    expect(pages.pages.at(-1)).toMatchObject({ number: units, body: `Page ${units}` });
    const line = await textOf('a.docx', wordFile(['a'.repeat(1_000_000)]));
    expect(line.isCut).toBe(false);
    expect(line.pages.map(({ body }) => body).join('')).toHaveLength(1_000_000);
    const cells = '<row><c t="s"><v>0</v></c></row>'.repeat(110);
    const cell = `<sst><si><t>${'Waits '.repeat(5_000)}</t></si></sst>`;
    expect((await textOf('a.xlsx', workbookOf(['One'], [cells], cell))).isCut).toBe(true);
    const text = await textOf('a.txt', 'Waits for a review. '.repeat(200_000));
    expect(text.isCut).toBe(true);
    const kept = text.pages.reduce((sum, { body }) => sum + body.length, 0);
    expect(kept).toBeGreaterThan(0.9 * TEXT_LIMITS.file);
    expect(kept).toBeLessThanOrEqual(TEXT_LIMITS.file);
  });

  it('are not unpacked beyond the limits of packages', async () => {
    const bomb = zip([...ooxmlEntries('docx'), { name: 'picture', data: Buffer.alloc(80 * 1024 ** 2) }]);
    expect(await read('a.docx', bomb)).toEqual({ unreadable: 'too-complex' });
    const broken = wordOf('<w:p><w:t>Read</w:t></w:p><w:p></w:t>');
    expect(await read('a.docx', broken)).toEqual({ unreadable: 'damaged' });
  });
});

describe('words in pictures', () => {
  it('are recognised on a page that is a picture', async () => {
    const drawn = await (await openPdf(await readMade('letter.pdf'))).draw(1, {
      width: 1_240,
      height: 1_754,
    });
    const scan = await picturePdf(drawn);
    expect(await textOf('a.pdf', scan)).toMatchObject({ units: 1, pages: [], pictures: [1] });
    const result = await runJob(await jobOf('a.pdf', scan, [1]));
    const [page, ...others] = 'words' in result ? result.words : [];
    expect(page).toMatchObject({ number: 1, body: expect.stringContaining(LETTER) });
    expect(page?.confidence).toBeGreaterThan(70);
    expect(others).toEqual([]);
  });
});

const repeated = (text: string) => (n: number) => text.repeat(n);
const LETTERS_ON_A_PAGE = 'Waits for a review (and more). ';

/** A file that grows with `n`, and an `n` large enough to measure. */
const SLOW: readonly [name: string, file: string, make: (n: number) => Buffer | string, n: number][] = [
  ['pages', 'a.pdf', (n) => textPdf(Array.from({ length: n }, () => [LETTERS_ON_A_PAGE])), 500],
  ['letters on a page', 'a.pdf', (n) => textPdf([[LETTERS_ON_A_PAGE.repeat(n)]]), 5_000],
  ['lines on a page', 'a.pdf', (n) => textPdf([Array.from({ length: n }, () => 'a')]), 5_000],
  ['deep elements', 'a.docx', (n) => wordOf('<a>'.repeat(n)), 200_000],
  ['paragraphs', 'a.docx', (n) => wordOf('<w:p><w:t>a</w:t></w:p>'.repeat(n)), 8_000],
  ['paragraphs in paragraphs', 'a.docx', (n) => wordOf('<w:p><w:t>a</w:t>'.repeat(n)), 20_000],
  ['pieces of a paragraph', 'a.docx', (n) => wordOf(`<w:p>${'<w:t>a</w:t>'.repeat(n)}</w:p>`), 20_000],
  ['headings', 'a.docx', (n) => wordFile(Array.from({ length: n }, () => '# a')), 4_000],
  [
    'cells that share a long text',
    'a.xlsx',
    (n) =>
      workbookOf(
        ['One'],
        [`<row>${'<c t="s"><v>0</v></c>'.repeat(n)}</row>`],
        `<sst><si><t>${'a'.repeat(30_000)}</t></si></sst>`,
      ),
    5_000,
  ],
  ['quoted cells', 'a.csv', repeated('"a","b"\n'), 20_000],
  ['rows', 'a.xlsx', (n) => workbookOf(['One'], ['<row><c><v>1</v></c></row>'.repeat(n)]), 8_000],
  [
    'sheets',
    'a.xlsx',
    (n) => workbook(Object.fromEntries(Array.from({ length: n }, (_, at) => [at, [['a']]]))),
    100,
  ],
  ['slides', 'a.pptx', (n) => slideShow(Array.from({ length: n }, () => ({ title: 'a', text: 'b' }))), 100],
  [
    'spaces',
    'a.odt',
    (n) => openDocument('odt', `<text:p>${'<text:s text:c="99"/>'.repeat(n)}</text:p>`),
    5_000,
  ],
  ['paragraphs in paragraphs', 'a.odt', (n) => openDocument('odt', '<text:p>a'.repeat(n)), 20_000],
  ['groups', 'a.rtf', (n) => `{\\rtf1${'{a}'.repeat(n)}}`, 200_000],
  ['letters by number', 'a.rtf', (n) => `{\\rtf1${"\\'e9\\u233?".repeat(n)}}`, 20_000],
  ['lines', 'a.txt', repeated('a\n'), 100_000],
  ['blanks', 'a.txt', repeated(' '), 4_000_000],
  ['joiners', 'a.txt', repeated('a\u200d\u0301'), 100_000],
  [
    'tags never closed',
    'a.eml',
    (n) => `${EMAIL.replace('\r\n\r\n', '\r\nContent-Type: text/html\r\n\r\n')}${'<a '.repeat(n)}`,
    200_000,
  ],
  [
    'comments never closed',
    'a.eml',
    (n) => `${EMAIL.replace('\r\n\r\n', '\r\nContent-Type: text/html\r\n\r\n')}${'<!-- '.repeat(n)}`,
    200_000,
  ],
  [
    'boundaries',
    'a.eml',
    (n) =>
      `${EMAIL.replace('\r\n\r\n', '\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n')}${'--b\r\n\r\na\r\n'.repeat(n)}`,
    2_000,
  ],
  ['addresses', 'a.eml', (n) => `To: ${'a@b.example, '.repeat(n)}\r\n${EMAIL}`, 4_000],
];

describe('the time to read a file is at most proportional to its size if it is made of', () => {
  it.each(SLOW)('%s (%s)', async (_, name, make, n) => {
    const work = async (size: number) => {
      const job = await jobOf(name, make(size));
      return () => runJob(job).catch(() => {});
    };
    expect(await growth(n, work, { noise: 50 })).toBeLessThanOrEqual(3);
  });
});
