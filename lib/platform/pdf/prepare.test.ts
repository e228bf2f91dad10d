import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownDataFolder } from '#lib/platform/storage/testing/samples.ts';
import { createWorkerPool, type PoolOptions } from '#lib/platform/workers/pool.ts';
import { openPdf } from './open-pdf.ts';
import { PREPARE_POOL, type PreparePool, prepareIn } from './prepare.ts';
import { pdfOfObjects, stream, words } from './testing/hand-written.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
process.env.LOG_LEVEL ??= 'silent';

const CORPUS = join(import.meta.dirname, '../storage/testing/corpus');
const LETTER = join(CORPUS, 'letter.pdf');

const folder = ownDataFolder();

let pools: PreparePool[] = [];
afterEach(() => {
  for (const pool of pools) pool.stop();
  pools = [];
});

/** Of pages of 0.3 MB, each with a picture behind a line of text, or with one large picture for all. */
function pdfOfPictures(pages: number, pictures: number): Buffer {
  const numbers = Array.from({ length: pages }, (_, at) => at);
  const [width, height] = [600, pictures === 1 ? 3_000 : 500];
  const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`;
  return pdfOfObjects({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((at) => `${10 + at} 0 R`).join(' ')}] >>`,
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Object.fromEntries(
      numbers.flatMap((at) => [
        [
          10 + at,
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 450] /Contents ${30 + at} 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I ${50 + (at % pictures)} 0 R >> >> >>`,
        ],
        [30 + at, stream(`q 300 0 0 450 0 0 cm /I Do Q ${words(`Page ${at + 1}`)}`)],
      ]),
    ),
    ...Object.fromEntries(
      numbers
        .slice(0, pictures)
        .map((at) => [50 + at, stream(randomBytes(width * height).toString('latin1'), image)]),
    ),
  });
}

function prepare(path: string, name: string, change: Partial<PoolOptions> = {}) {
  const pool: PreparePool = createWorkerPool({ ...PREPARE_POOL, ...change });
  pools.push(pool);
  return prepareIn(pool, path, join(folder, name), { council: 'a', person: 'p' });
}

describe('a PDF', () => {
  it('is prepared in a process of its own', async () => {
    const made = await prepare(LETTER, 'letter');
    const paths = [join(folder, 'letter', 'pages.pdf')];
    expect(made).toMatchObject({
      kind: 'pages',
      paths,
      perFile: 1,
      pages: [{ width: 595.3, height: 841.89 }],
    });
  });

  it.each([
    ['of large pages is divided', 6, 2],
    ['whose pages share what is large stays one', 1, 1],
  ])('%s', async (name, pictures, files) => {
    const path = join(folder, `${name}.pdf`);
    await writeFile(path, pdfOfPictures(6, pictures));
    const made = await prepare(path, name);
    if (made === 'busy' || made.kind !== 'pages') throw new Error(`not prepared: ${JSON.stringify(made)}`);
    expect(made.pages).toHaveLength(6);
    expect(made.paths).toHaveLength(files);
    expect((await readdir(join(folder, name))).length).toBe(files);
    const texts = await Promise.all(
      made.paths.map(async (part) => {
        const { pages, read } = await openPdf(await readFile(part));
        return Array.from({ length: pages }, (_, at) => read(at + 1).text.trim());
      }),
    );
    expect(texts.every((part) => part.length === made.perFile)).toBe(true);
    expect(texts.flat()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Page ${number}`));
  });

  it('that needs a password gives none', async () => {
    const made = await prepare(join(CORPUS, 'letter-user.pdf'), 'user');
    expect(made).toEqual({ kind: 'none', why: 'password' });
  });

  it('that has to be drawn gives a picture of each page, in parts', async () => {
    const numbers = Array.from({ length: 7 }, (_, at) => 10 + at);
    const path = join(folder, 'acts.pdf');
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 144] /AA << /O << /S /JavaScript /JS (a) >> >> >>';
    const file = pdfOfObjects({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: `<< /Type /Pages /Count 7 /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`,
      ...Object.fromEntries(numbers.map((number) => [number, page])),
    });
    await writeFile(path, file);
    const made = await prepare(path, 'acts');
    const paths = numbers.map((_, at) => join(folder, 'acts', `page-${at + 1}.jpg`));
    expect(made).toMatchObject({ kind: 'drawn', why: 'not set', paths });
    expect(await readdir(join(folder, 'acts'))).toHaveLength(7);
  });

  it('that takes too much time or memory is too large, and waits where there is no room', async () => {
    const tooLarge = { kind: 'none', why: 'too large' };
    expect(await prepare(LETTER, 'slow', { timeLimitMs: 1 })).toEqual(tooLarge);
    expect(await prepare(LETTER, 'big', { memoryLimitBytes: 10_000_000 })).toEqual(tooLarge);
    expect(await prepare(LETTER, 'full', { limits: { person: 0, council: 0, waiting: 0 } })).toBe('busy');
  });
});
