import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allowedTypeOf } from './allowed-types.ts';
import { checkContent } from './content.ts';
import {
  boundSheet,
  compoundFile,
  EMAIL,
  excelStream,
  jpeg,
  odfEntries,
  ooxmlEntries,
  png,
  zip,
} from './testing/samples.ts';

// Files that were made to be slow to check: twice the file takes at most three times the processor's time.

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slow-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Below this, in milliseconds, other things count for more than the file. A fault would take seconds. */
const NOISE = 20;

/** Processor time of one check in milliseconds, the best of three. */
async function cpuTimeOf(extension: string, content: Buffer | string): Promise<number> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const type = allowedTypeOf(`x.${extension}`);
  if (!type) throw new Error(`${extension} is not allowed`);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    await checkContent(path, type);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

const docx = (types: string) =>
  zip([{ name: '[Content_Types].xml', data: types }, ...ooxmlEntries('docx').slice(1)]);
const mail = (body: string) => `${EMAIL}${body}`;
const headed = (field: string) => EMAIL.replace('\r\n\r\n', `\r\n${field}\r\n\r\n`);
const repeated = (text: string) => (n: number) => text.repeat(n);

/** A file that grows with a number, and a number large enough to be measured. */
const SLOW: readonly [name: string, extension: string, make: (n: number) => Buffer | string, n: number][] = [
  ['elements never closed', 'docx', (n) => docx(`<Types>${'<Override '.repeat(n)}`), 200_000],
  ['an element of one long name', 'docx', (n) => docx(`<Relationship ${'a'.repeat(n)}`), 2_000_000],
  ['attributes without end', 'docx', (n) => docx(`<T ${'a="b" c=\'d\' '.repeat(n)}`), 100_000],
  [
    'attributes of many names',
    'docx',
    (n) => docx(`<T ${Array.from({ length: n }, (_, at) => `a${at}="b"`).join(' ')}/>`),
    30_000,
  ],
  ['a quote never closed', 'docx', (n) => docx(`<Override a="${"b='\"' ".repeat(n)}`), 200_000],
  [
    'many good elements',
    'docx',
    (n) => docx(`<Types>${'<Override PartName="/a"/>'.repeat(n)}</Types>`),
    40_000,
  ],
  ['comments never closed', 'docx', (n) => docx(`<T>${'<!-- - '.repeat(n)}`), 200_000],
  ['sections never closed', 'docx', (n) => docx(`<T><![CDATA[${']] '.repeat(n)}`), 400_000],
  ['instructions never closed', 'docx', (n) => docx(`<T><?${'a? '.repeat(n)}`), 100_000],
  ['a document type', 'docx', (n) => docx(`<!DOCTYPE a [${'<!ELEMENT b (c)>'.repeat(n)}]><a/>`), 40_000],
  ['references', 'docx', (n) => docx(`<T a="${'&amp;&#97;'.repeat(n)}"/>`), 60_000],
  ['deep elements', 'docx', (n) => docx('<a>'.repeat(n)), 200_000],
  [
    'a manifest never closed',
    'odt',
    (n) => zip(odfEntries('odt', { manifest: '<manifest:encryption-data '.repeat(n) })),
    200_000,
  ],
  [
    'many small parts',
    'docx',
    (n) =>
      zip([
        ...ooxmlEntries('docx'),
        ...Array.from({ length: n }, (_, at) => ({ name: `p${at}`, data: 'x' })),
      ]),
    2_000,
  ],
  ['names and blanks', 'eml', (n) => mail(`name=${' '.repeat(n)}`.repeat(8)), 500_000],
  ['names without end', 'eml', (n) => mail('name = " '.repeat(n)), 300_000],
  ['a field of names', 'eml', (n) => headed(`Content-Type: a/b; ${'name="a; '.repeat(n)}`), 3_000],
  ['fields of blanks', 'eml', (n) => mail(`Content-Type: ${' '.repeat(60_000)}\r\n`.repeat(n)), 10],
  ['fields that go on', 'eml', (n) => mail('content-disposition: a;\n name=b;\n '.repeat(n)), 30_000],
  [
    'encoded words never closed',
    'eml',
    (n) => mail(`Content-Type: a/b; name==?u?b?${'=?'.repeat(2_000)}\n`.repeat(n)),
    200,
  ],
  ['lines that begin like fields', 'eml', (n) => mail('content-type \t \n'.repeat(n)), 400_000],
  ['headers and blanks', 'eml', (n) => `From:${' '.repeat(n)}`, 4_000_000],
  ['blanks', 'txt', repeated(' '), 8_000_000],
  ['line ends', 'csv', repeated('\r\n'), 4_000_000],
  ['empty chunks', 'png', (n) => Buffer.concat([png({ end: false }), ...Array(n).fill(emptyChunk)]), 100_000],
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
  ['ends of zips', 'txt', (n) => 'PK\x05\x06'.repeat(n), 1_000_000],
  ['what looks like nothing', 'doc', (n) => Buffer.concat([compoundFile({}), randomBytes(n)]), 4_000_000],
];

const emptyChunk = Buffer.from('\0\0\0\0tEXt\0\0\0\0', 'latin1');
const emptySegment = Buffer.from([0xff, 0xe0, 0, 2]);

describe('the time to check a file grows with its size and no faster, though it is made of', () => {
  it.each(SLOW)('%s (%s)', async (_, extension, make, n) => {
    const [one, two] = [await cpuTimeOf(extension, make(n)), await cpuTimeOf(extension, make(2 * n))];
    expect(two, `${one.toFixed(1)} ms, then ${two.toFixed(1)} ms`).toBeLessThanOrEqual(
      3 * Math.max(one, NOISE),
    );
  });
});
