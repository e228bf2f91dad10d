import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import {
  boundSheet,
  compoundFile,
  EMAIL,
  excelStream,
  jpeg,
  objectStream,
  odfEntries,
  ooxmlEntries,
  pdf,
  png,
  withVba,
  zip,
} from '#lib/platform/storage/testing/samples.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { checkContent } from './content.ts';

// Files made to be slow to check: twice the size must take at most three times the CPU time.

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slow-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** In milliseconds. A fault would take seconds. */
const NOISE = 50;

/** The check of a file with that content. */
async function checkOf(extension: string, content: Buffer | string): Promise<() => Promise<unknown>> {
  files += 1;
  const path = join(folder, `file-${files}`);
  await writeFile(path, content);
  const type = allowedTypeOf(`x.${extension}`);
  if (!type) throw new Error(`${extension} is not allowed`);
  return () => checkContent(path, type);
}

const docx = (types: string) =>
  zip([{ name: '[Content_Types].xml', data: types }, ...ooxmlEntries('docx').slice(1)]);
const partOf = (kind: 'docx' | 'xlsx', name: string, xml: string) =>
  zip([...ooxmlEntries(kind), { name, data: `<a>${xml}</a>` }]);
const mail = (body: string) => `${EMAIL}${body}`;
const headed = (field: string) => EMAIL.replace('\r\n\r\n', `\r\n${field}\r\n\r\n`);
const repeated = (text: string) => (n: number) => text.repeat(n);

const numbered = (n: number, object: string) =>
  Array.from({ length: n }, (_, at) => `${at + 4} 0 obj ${object} endobj\n`).join('');
const chain = (n: number) =>
  `4 0 obj << /Type /Catalog /Pages 2 0 R /A 5 0 R >> endobj\n${Array.from({ length: n }, (_, at) => `${at + 5} 0 obj << /A ${at + 6} 0 R >> endobj\n`).join('')}`;

/** A file that grows with `n`, and an `n` large enough to measure. */
const SLOW: readonly [name: string, extension: string, make: (n: number) => Buffer | string, n: number][] = [
  ['elements never closed', 'docx', (n) => docx(`<Types>${'<Override '.repeat(n)}`), 200_000],
  ['an element of one long name', 'docx', (n) => docx(`<Relationship ${'a'.repeat(n)}`), 2_000_000],
  ['endless attributes', 'docx', (n) => docx(`<T ${'a="b" c=\'d\' '.repeat(n)}`), 30_000],
  [
    'attributes of many names',
    'docx',
    (n) => docx(`<T ${Array.from({ length: n }, (_, at) => `a${at}="b"`).join(' ')}/>`),
    10_000,
  ],
  ['a quote never closed', 'docx', (n) => docx(`<Override a="${"b='\"' ".repeat(n)}`), 200_000],
  [
    'many good elements',
    'docx',
    (n) => docx(`<Types>${'<Override PartName="/a"/>'.repeat(n)}</Types>`),
    10_000,
  ],
  ['comments never closed', 'docx', (n) => docx(`<T>${'<!-- - '.repeat(n)}`), 200_000],
  ['sections never closed', 'docx', (n) => docx(`<T><![CDATA[${']] '.repeat(n)}`), 100_000],
  ['instructions never closed', 'docx', (n) => docx(`<T><?${'a? '.repeat(n)}`), 100_000],
  ['a document type', 'docx', (n) => docx(`<!DOCTYPE a [${'<!ELEMENT b (c)>'.repeat(n)}]><a/>`), 40_000],
  ['references', 'docx', (n) => docx(`<T a="${'&amp;&#97;'.repeat(n)}"/>`), 60_000],
  ['deep elements', 'docx', (n) => docx('<a>'.repeat(n)), 200_000],
  [
    'a manifest never closed',
    'odt',
    (n) => zip(odfEntries('odt', { manifest: '<manifest:encryption-data '.repeat(n) })),
    60_000,
  ],
  [
    'many small parts',
    'docx',
    (n) =>
      zip([
        ...ooxmlEntries('docx'),
        ...Array.from({ length: n }, (_, at) => ({ name: `p${at}`, data: 'x' })),
      ]),
    200,
  ],
  [
    'fields that begin',
    'docx',
    (n) => partOf('docx', 'word/a.xml', '<w:fldChar w:fldCharType="begin"/>'.repeat(n)),
    8_000,
  ],
  [
    'a field of many pieces',
    'docx',
    (n) =>
      partOf(
        'docx',
        'word/a.xml',
        `<w:fldChar w:fldCharType="begin"/>${'<w:instrText>a</w:instrText>'.repeat(n)}`,
      ),
    20_000,
  ],
  ['formulas', 'xlsx', (n) => partOf('xlsx', 'xl/worksheets/a.xml', "<f>a|'b'!c</f>".repeat(n)), 20_000],
  [
    'a formula of lines',
    'xlsx',
    (n) => partOf('xlsx', 'xl/worksheets/a.xml', `<f>${"'|".repeat(n)}</f>`),
    400_000,
  ],
  [
    'brackets in a formula',
    'xlsx',
    (n) => partOf('xlsx', 'xl/worksheets/a.xml', `<f>|${'['.repeat(n)}</f>`),
    400_000,
  ],
  [
    'a field of blanks',
    'docx',
    (n) =>
      partOf(
        'docx',
        'word/a.xml',
        `<w:fldChar w:fldCharType="begin"/><w:instrText>${' '.repeat(n)}"</w:instrText>${'<w:fldChar w:fldCharType="separate"/>'.repeat(100)}`,
      ),
    1_000_000,
  ],
  [
    'links of blanks',
    'odt',
    (n) =>
      zip([
        ...odfEntries('odt'),
        { name: 'a.xml', data: `<a>${`<a href="${' '.repeat(3_000)}"/>`.repeat(n)}</a>` },
      ]),
    1_000,
  ],
  [
    'modules of Basic',
    'odt',
    (n) =>
      zip([...odfEntries('odt'), { name: 'Basic/a.xml', data: `<a>${'<module> </module>'.repeat(n)}</a>` }]),
    20_000,
  ],
  ['a module of blanks', 'doc', (n) => withVba(' '.repeat(n)), 2_000],
  ['names and blanks', 'eml', (n) => mail(`name=${' '.repeat(n)}`.repeat(8)), 500_000],
  ['endless names', 'eml', (n) => mail('name = " '.repeat(n)), 300_000],
  ['a field of names', 'eml', (n) => headed(`Content-Type: a/b; ${'name="a; '.repeat(n)}`), 3_000],
  ['fields of blanks', 'eml', (n) => mail(`Content-Type: ${' '.repeat(60_000)}\r\n`.repeat(n)), 10],
  ['continued fields', 'eml', (n) => mail('content-disposition: a;\n name=b;\n '.repeat(n)), 30_000],
  [
    'encoded words never closed',
    'eml',
    (n) => mail(`Content-Type: a/b; name==?u?b?${'=?'.repeat(2_000)}\n`.repeat(n)),
    200,
  ],
  ['lines that begin like fields', 'eml', (n) => mail('content-type \t \n'.repeat(n)), 100_000],
  ['boundaries', 'eml', (n) => mail('--b\nContent-Type: a\n'.repeat(n)), 8_000],
  ['carriage returns', 'eml', (n) => mail('\r'.repeat(n)), 60_000],
  ['headers and blanks', 'eml', (n) => `From:${' '.repeat(n)}`, 4_000_000],
  ['blanks', 'txt', repeated(' '), 8_000_000],
  ['line ends', 'csv', repeated('\r\n'), 4_000_000],
  ['empty chunks', 'png', (n) => Buffer.concat([png({ end: false }), ...Array(n).fill(emptyChunk)]), 30_000],
  [
    'empty segments',
    'jpg',
    (n) => Buffer.concat([jpeg().subarray(0, 8), ...Array(n).fill(emptySegment)]),
    100_000,
  ],
  ['ends of a scan', 'jpg', (n) => Buffer.concat([jpeg({ end: false }), Buffer.alloc(n, 0xff)]), 2_000_000],
  [
    'many records',
    'xls',
    (n) => compoundFile({ Workbook: excelStream(...Array.from({ length: n }, () => boundSheet(0))) }),
    2_000,
  ],
  ['tiny streams', 'pdf', (n) => pdf({ objects: numbered(n, '<< >>\nstream\n\nendstream') }), 2_000],
  ['tiny objects', 'pdf', (n) => pdf({ objects: numbered(n, '<< /A /B >>') }), 6_000],
  ['objects that lead to each other', 'pdf', (n) => pdf({ objects: chain(n) }), 3_000],
  ['one object many times', 'pdf', (n) => pdf({ objects: '5 0 obj << /A 1 >> endobj\n'.repeat(n) }), 20_000],
  [
    'tiny object streams',
    'pdf',
    (n) => pdf({ objects: `${objectStream('8 0 << /A /B >>')}\n`.repeat(n) }),
    100,
  ],
  ['streams never closed', 'pdf', (n) => pdf({ objects: '<< >>\nstream\n'.repeat(n) }), 100_000],
  ['words that begin no stream', 'pdf', (n) => pdf({ objects: '> stream\n '.repeat(n) }), 100_000],
  ['blanks before a stream', 'pdf', (n) => pdf({ objects: `>>${' '.repeat(n)}stream\n`.repeat(2) }), 400_000],
  [
    'blanks before words',
    'pdf',
    (n) => pdf({ objects: `${' '.repeat(1_000)}stream\n${' '.repeat(1_000)}obj `.repeat(n) }),
    500,
  ],
  ['names', 'pdf', (n) => pdf({ objects: `/${'a'.repeat(100)}`.repeat(n) }), 8_000],
  ['names of codes', 'pdf', (n) => pdf({ objects: `7 0 obj << ${'/#4a#53 1 '.repeat(n)} >> endobj` }), 5_000],
  [
    'strings never closed',
    'pdf',
    (n) => pdf({ objects: `7 0 obj << /A ${'(('.repeat(n)} >> endobj` }),
    100_000,
  ],
  [
    'deep arrays',
    'pdf',
    (n) => pdf({ objects: `7 0 obj ${'['.repeat(n)} endobj`, trailer: '/A 7 0 R' }),
    200_000,
  ],
  ['dictionaries never closed', 'pdf', (n) => pdf({ objects: '7 0 obj << /A '.repeat(n) }), 20_000],
  ['blanks after a stream', 'pdf', (n) => pdf({ objects: `>> stream${' '.repeat(n)}`.repeat(2) }), 100_000],
  [
    'heads in strings',
    'pdf',
    (n) => pdf({ objects: `7 0 obj << /A ${'(1 obj '.repeat(n)}>>\nstream\n\nendstream endobj` }),
    15_000,
  ],
  ['actions', 'pdf', (n) => pdf({ objects: '/S /Thread /URI (a /URI <'.repeat(n) }), 10_000],
  ['comments', 'pdf', (n) => pdf({ objects: '%% obj stream\n'.repeat(n) }), 25_000],
  [
    'heads of objects in a stream',
    'pdf',
    (n) => pdf({ objects: `7 0 obj << >>\nstream\n${'1 0 obj '.repeat(n)}\nendstream` }),
    40_000,
  ],
  [
    'words in a stream',
    'pdf',
    (n) => pdf({ objects: `7 0 obj << >>\nstream\n${'  obj'.repeat(n)}\nendstream` }),
    60_000,
  ],
  [
    'tables that follow each other',
    'pdf',
    (n) =>
      pdf({
        after: '',
        objects:
          'xref\n0 1\n0000000000 65535 f \ntrailer << /Size 4 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'.repeat(
            n,
          ),
      }),
    5_000,
  ],
  [
    'frames of a picture',
    'gif',
    (n) => gif(Buffer.from(',\0\0\0\0\x01\0\x01\0\0\x02\0', 'latin1'), n),
    5_000,
  ],
  [
    'blocks of one byte',
    'gif',
    (n) =>
      gif(Buffer.concat([Buffer.from('!\xfe', 'latin1'), Buffer.alloc(n * 2, '\x01a'), Buffer.of(0)]), 1),
    2_000_000,
  ],
  ['empty chunks', 'webp', (n) => riff(Buffer.from('ABCD\0\0\0\0').toString().repeat(n)), 30_000],
  ['pages that lead to each other', 'tif', (n) => tiff(n), 1_500],
  [
    'empty boxes',
    'mp4',
    (n) => Buffer.from(`\0\0\0\x0cftypisom${'\0\0\0\x08free'.repeat(n)}`, 'latin1'),
    25_000,
  ],
  [
    'boxes within boxes',
    'mp4',
    (n) =>
      Buffer.concat([
        Buffer.from('\0\0\0\x0cftypisom\0\0\0\0moov', 'latin1'),
        Buffer.from('\0\0\0\0trak'.repeat(n), 'latin1'),
      ]),
    100_000,
  ],
  [
    'beginnings of frames',
    'mp3',
    (n) => Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(n, 0xff)]),
    1_000_000,
  ],
  ['groups', 'rtf', (n) => `{\\rtf1${'{}'.repeat(n)}`, 400_000],
  ['groups never closed', 'rtf', (n) => `{\\rtf1${'{'.repeat(n)}`, 40_000],
  ['long control words', 'rtf', (n) => `{\\rtf1\\${'a'.repeat(n)}`, 2_000_000],
  ['fields that begin', 'rtf', (n) => `{\\rtf1${'{\\fldinst DDE'.repeat(n)}`, 40_000],
  ['nulls', 'txt', repeated('\0'), 4_000_000],
  ['comments before a page', 'txt', repeated('<!-- -->'), 200_000],
  ['ends of zips', 'txt', (n) => 'PK\x05\x06'.repeat(n), 1_000_000],
  ['random bytes after the end', 'doc', (n) => Buffer.concat([compoundFile({}), randomBytes(n)]), 4_000_000],
];

/** A GIF of one pixel with these blocks, `n` times. */
function gif(blocks: Buffer, n: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1');
  return Buffer.concat([head, ...Array<Buffer>(n).fill(blocks)]);
}

function riff(chunks: string): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, Buffer.from(chunks, 'latin1')]);
}

/** A TIFF of `n` pages of one pixel. */
function tiff(n: number): Buffer {
  const page = (at: number) => {
    const bytes = Buffer.alloc(30);
    bytes.writeUInt16LE(2, 0);
    for (const [entry, tag] of [256, 257].entries()) {
      bytes.writeUInt16LE(tag, 2 + entry * 12);
      bytes.writeUInt16LE(4, 4 + entry * 12);
      bytes.writeUInt32LE(1, 10 + entry * 12);
    }
    bytes.writeUInt32LE(8 + (at + 1) * 30, 26);
    return bytes;
  };
  return Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    ...Array.from({ length: n }, (_, at) => page(at)),
  ]);
}

const emptyChunk = Buffer.from('\0\0\0\0tEXt\0\0\0\0', 'latin1');
const emptySegment = Buffer.from([0xff, 0xe0, 0, 2]);

describe('the time to check a file is at most proportional to its size if it is made of', () => {
  it.each(SLOW)('%s (%s)', async (_, extension, make, n) => {
    const grown = await growth(n, (size) => checkOf(extension, make(size)), { noise: NOISE });
    expect(grown).toBeLessThanOrEqual(3);
  });
});
