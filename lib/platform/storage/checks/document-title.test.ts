import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { documentTitle } from './document-title.ts';
import { openFile } from './opened-file.ts';

const CORPUS = 'lib/platform/storage/testing/corpus';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'titles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function titleOf(name: string, content: Uint8Array): Promise<string | null> {
  const path = join(folder, name);
  await writeFile(path, content);
  await using file = await openFile(path);
  const type = allowedTypeOf(name);
  if (!type) throw new Error(`${name} is not accepted`);
  return documentTitle(file, type);
}

/** A document of the corpus with this title in its properties. */
async function titled(name: string, title: string): Promise<Uint8Array> {
  const content = await readFile(join(CORPUS, name));
  if (name.endsWith('.pdf')) {
    const pdf = await PDF.load(content);
    pdf.setTitle(title);
    return pdf.save();
  }
  const parts = unzipSync(content);
  const part = name.endsWith('x') ? 'docProps/core.xml' : 'meta.xml';
  const xml = strFromU8(parts[part] ?? new Uint8Array()).replace(
    /<dc:title>.*?<\/dc:title>|<dc:title\/>/,
    '',
  );
  const place = name.endsWith('x') ? '</cp:coreProperties>' : '</office:meta>';
  const element = `<dc:title>${title.replaceAll('&', '&amp;')}</dc:title>`;
  return zipSync({ ...parts, [part]: strToU8(xml.replace(place, `${element}${place}`)) });
}

it.each(['letter.docx', 'letter.odt', 'figures.xlsx', 'slides.odp', 'letter.pdf'])(
  'is read from the properties of %s',
  async (name) => {
    const title = 'Adroddiad Tŷ Gwyn & blwyddyn 2026';
    expect(await titleOf(name, await titled(name, title))).toBe(title);
  },
);

it.each([
  ['', null],
  ['  Care  plan\n2026 ', 'Care plan 2026'],
  ['Microsoft Word - Care plan', 'Care plan'],
  ['Microsoft Word - plan v3.doc', null],
  ['PowerPoint Presentation', null],
  ['Document1', null],
  ['untitled', null],
  ['x'.repeat(201), null],
])('is not taken where it says nothing: %j', async (title, taken) => {
  expect(await titleOf('letter.docx', await titled('letter.docx', title))).toBe(taken);
});

it('is null for what has no properties, or too many', async () => {
  expect(await titleOf('notes.txt', Buffer.from('Notes'))).toBeNull();
  expect(await titleOf('broken.docx', Buffer.from('PK\u0003\u0004'))).toBeNull();
  expect(
    await titleOf('large.docx', await titled('letter.docx', `A title${' '.repeat(300_000)}`)),
  ).toBeNull();
});
