import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDocument } from '#lib/platform/pdf/pdfium.ts';
import { readText } from '#lib/platform/reading/text-job.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { openFile } from '#lib/platform/storage/checks/opened-file.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { ownDataFolder } from '#lib/platform/storage/testing/samples.ts';
import type { FileWords } from '#lib/record/texts/pages.ts';
import { canKeepApart, hasOffice } from '#lib/tasks/programs.ts';
import { type FileToShow, showFile } from './shown-file.ts';

// Each kind of file starts a process of its own.
vi.setConfig({ testTimeout: 60_000 });

// Where all tests must run they fail without LibreOffice. A container that forbids keeping it apart is not at fault.
const canDraw = hasOffice() ? canKeepApart() : process.env.CI === 'true';

ownDataFolder();
process.env.LOG_LEVEL ??= 'silent';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shown-'));
});
afterAll(() => rm(folder, { recursive: true }));

const A = { council: 'a', person: 'p' };

async function stored(name: string, content: Buffer): Promise<FileToShow> {
  const file = { councilId: randomUUID(), id: randomUUID() };
  const source = async function* () {
    yield Buffer.from(content);
  };
  await fileStore().append(file, 0, source());
  await fileStore().finish(file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const mediaType = allowedTypeOf(name)?.mediaType ?? '';
  return { ...file, reference: 'E12', name, mediaType, bytes: content.length, sha256 };
}

async function wordsOf(name: string, content: Buffer): Promise<FileWords | null> {
  const type = allowedTypeOf(name);
  if (!type) return null;
  const path = join(folder, 'words');
  await writeFile(path, content);
  await using file = await openFile(path);
  return await readText(file, type).catch(() => null);
}

async function show(name: string, content?: Buffer) {
  const bytes = content ?? (await readMade(name));
  return showFile(await stored(name, bytes), () => wordsOf(name, bytes), join(folder, randomUUID()), A);
}

async function textOf(path: string): Promise<string> {
  const document = await openDocument(await readFile(path));
  return Array.from({ length: document.pages }, (_, at) => {
    using page = document.page(at + 1);
    return page.text();
  }).join('\n');
}

describe('a file is shown as pages', () => {
  it.each([
    ['letter.pdf', 'pages', 1],
    ['slides.png', 'drawn', 1],
    ['slides.jpg', 'drawn', 1],
    ['slides.gif', 'drawn', 1],
    ['slides.webp', 'drawn', 1],
    ['slides.tif', 'drawn', 2],
    ['place.heic', 'drawn', 1],
    ['letter.docx', 'text', 1],
    ['letter.doc', 'text', 1],
    ['letter.rtf', 'text', 1],
    ['letter.odt', 'text', 1],
    ['slides.pptx', 'text', 1],
    ['figures.xlsx', 'text', 1],
    ['figures.ods', 'text', 1],
    ['figures-utf8.csv', 'text', 1],
  ])('%s: %s', async (name, kind, pages) => {
    const shown = await show(name);
    expect(shown).toMatchObject({ kind });
    if (shown === 'busy' || shown.kind === 'none') return;
    expect(shown.pages).toHaveLength(pages);
    expect(shown.bytes).toBeGreaterThan(1_000);
  });

  it.each([
    ['voice.mp3', 'recording'],
    ['letter-user.pdf', 'password'],
    ['figures.xls', 'not read'],
    ['slides.ppt', 'not read'],
  ])('%s is not: %s', async (name, why) => {
    expect(await show(name)).toEqual({ kind: 'none', why });
  });

  it('only if it is the one that was stored', async () => {
    const file = await stored('a.txt', Buffer.from('One'));
    const shown = showFile({ ...file, sha256: file.sha256.replace(/./g, '0') }, async () => null, folder, A);
    await expect(shown).rejects.toThrow('The file of E12 is missing or damaged');
  });

  it('with none for one that has no words, or is no picture', async () => {
    expect(await show('empty.txt', Buffer.from(' \n'))).toEqual({ kind: 'none', why: 'no words' });
    expect(await show('broken.png', Buffer.from('\x89PNG and no more'))).toEqual({
      kind: 'none',
      why: 'damaged',
    });
  });
});

describe('an office file', () => {
  it.skipIf(!canDraw)('is shown as LibreOffice lays it out, where that is switched on', async () => {
    vi.stubEnv('OFFICE_PREVIEW', 'on');
    vi.resetModules();
    onTestFinished(() => void vi.unstubAllEnvs());
    const { showFile: showLaidOut } = await import('./shown-file.ts');
    const file = await stored('figures.xls', await readMade('figures.xls'));
    const shown = await showLaidOut(file, async () => null, join(folder, 'laid-out'), A);
    if (shown === 'busy' || shown.kind !== 'pages') throw new Error(`not pages: ${JSON.stringify(shown)}`);
    expect(await textOf(shown.paths[0] ?? '')).toContain('Tŷ Gwyn');
  });
});

describe('a picture', () => {
  it('is upright, fits on A4 at 300 dots per inch, and says nothing of where it was taken', async () => {
    const photo = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#036' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const shown = await show('photo.jpg', photo);
    if (shown === 'busy' || shown.kind !== 'drawn') throw new Error(`not drawn: ${JSON.stringify(shown)}`);
    expect(shown.why).toBe('picture');
    expect(shown.pages).toEqual([{ width: 561.34, height: 841.89, links: [] }]);
    const { width, height, exif, orientation } = await sharp(shown.paths[0]).metadata();
    expect({ width, height, exif, orientation }).toEqual({ width: 2_339, height: 3_508 });
  });

  it('is not made larger, and what is seen through it is white', async () => {
    const small = await sharp({ create: { width: 60, height: 40, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const shown = await show('small.png', small);
    if (shown === 'busy' || shown.kind !== 'drawn') throw new Error(`not drawn: ${JSON.stringify(shown)}`);
    expect(shown.pages).toEqual([{ width: 45, height: 30, links: [] }]);
    expect((await sharp(shown.paths[0]).stats()).channels[0]?.min).toBe(255);
  });
});

describe('words are set', () => {
  async function textShown(name: string, content: string | Buffer): Promise<{ text: string; pages: number }> {
    const shown = await show(name, Buffer.from(content));
    if (shown === 'busy' || shown.kind !== 'text') throw new Error(`not text: ${JSON.stringify(shown)}`);
    return { text: await textOf(shown.paths[0] ?? ''), pages: shown.pages.length };
  }

  it('of a message, with who wrote it', async () => {
    const { text } = await textShown(
      'note.eml',
      'From: Ann Carer <ann@example.org>\r\nTo: office@example.org\r\nSubject: Thank you\r\n\r\nPeople were heard.\r\n',
    );
    for (const words of ['Thank you', 'Ann Carer', 'People were heard.']) expect(text).toContain(words);
  });

  it('in any script, with long words broken', async () => {
    const name = 'notes-of-the-carers-forum-september-2026.txt';
    const { text, pages } = await textShown(name, `评估 שלום മലയാളം ಕನ್ನಡ Carers’ week\n${'z'.repeat(500)}`);
    expect(text).toContain('评估');
    expect(text).not.toContain('U+');
    expect(text.replaceAll(/\s/g, '')).toContain(name);
    expect(text.match(/z/g)).toHaveLength(500);
    expect(pages).toBe(1);
  });

  it('of a table by rows and columns, in parts where it is wide', async () => {
    const row = (at: number) => Array.from({ length: 25 }, (_, column) => `r${at}c${column}`).join(',');
    const { text } = await textShown('wide.csv', Array.from({ length: 30 }, (_, at) => row(at)).join('\n'));
    expect(text).toContain('Columns 1 to 10 of 25');
    expect(text).toContain('The first column again, and 20 to 25 of 25');
    for (const cell of ['r0c0', 'r29c24', 'r15c12']) expect(text).toContain(cell);
  });

  it('of a very long text up to a limit, which is said', async () => {
    const { text, pages } = await textShown('long.txt', 'a\n\n'.repeat(60_000));
    expect(pages).toBeLessThan(400);
    expect(text).toContain('The text goes on. The rest is in the file itself.');
  });
});
