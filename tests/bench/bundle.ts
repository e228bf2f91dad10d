import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import sharp from 'sharp';
import type { BundleShown } from '#lib/exchange/pdf/bundle-document.ts';
import { MOST_IN_VOLUME, setBundle } from '#lib/exchange/pdf/set-bundle.ts';
import { bundleOf } from '#lib/exchange/pdf/testing/bundle-fixtures.ts';
import { preparePdf } from '#lib/platform/pdf/prepare.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { memoryOfWorkers } from './memory.ts';

const run = promisify(execFile);
const ROUNDS = 5;
const PAGES = 1_200;
const FILES = 12;
/** Of each file. */
const LONG = PAGES / FILES;
const NOBODY = { council: 'of the bench', person: 'of the bench' };

/**
 * Bundles of 1,200 pages, with narrative, index, numbers, links and bookmarks, against qpdf merging the same files without
 * any of that: pages as councils have them, a third with a photograph, and pages with a line of text. qpdf copies a line in
 * no time, so the second has no limit. Preparing is measured apart.
 */
export async function benchBundle(browser: Browser): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bundle-bench-'));
  const before = await memoryOfWorkers();
  try {
    const plain = path.join(folder, 'plain.pdf');
    await writeFile(plain, pdfOfPages(Array.from({ length: PAGES }, (_, at) => `What is on page ${at + 1}`)));
    return [
      ...(await rowsOf('pages', await printFiles(folder, browser), folder, { atMost: 3 })),
      ...(await rowsOf('pages of one line', [plain], folder, null)),
      ...(await keptRow(before)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function rowsOf(
  what: string,
  files: readonly string[],
  folder: string,
  limit: { readonly atMost: number } | null,
): Promise<Row[]> {
  const prepared: Extract<BundleShown, { kind: 'pages' }>[] = [];
  const preparing = await milliseconds(async () => {
    for (const [index, file] of files.entries()) {
      const shown = await preparePdf(file, path.join(folder, `prepared-${index}`), NOBODY);
      if (shown === 'busy' || shown.kind !== 'pages') throw new Error('A file of the bench was not prepared');
      prepared.push(shown);
    }
  });
  const count = prepared.reduce((sum, { pages }) => sum + pages.length, 0);
  if (count !== PAGES) throw new Error(`The files of the bench have ${count} pages`);
  const bundle = bundleOf(prepared);
  const set = () =>
    milliseconds(async () => {
      const made = await setBundle(NOBODY, bundle, MOST_IN_VOLUME, folder, async () => true);
      if (typeof made === 'string') throw new Error(`The bundle was not made: ${made}`);
    });
  const merge = () =>
    milliseconds(async () => {
      await run('qpdf', ['--empty', '--pages', ...files, '--', path.join(folder, 'merged.pdf')]);
    });
  for (const warmUp of [set, merge]) await warmUp();
  const pairs = await inRounds(ROUNDS, { measured: set, baseline: merge });
  const named = `Bundle of ${PAGES.toLocaleString('en-GB')} ${what}`;
  return [
    compared(`${named}: times as long as qpdf merges the files`, pairs, { format: milli, limit }),
    {
      what: `${named}: preparing the files, once`,
      measured: milli(preparing),
      baseline: '',
      figure: { value: preparing, text: '' },
      limit: null,
    },
  ];
}

async function keptRow(before: number): Promise<Row[]> {
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const kept = ((await memoryOfWorkers()) - before) / 1024 ** 2;
  return [
    {
      what: 'Memory kept a minute after bundles',
      measured: `${kept.toFixed(0)} MB`,
      baseline: '',
      figure: { value: kept, text: '' },
      limit: { atMost: 150, text: '≤ 150 MB' },
    },
  ];
}

/** Reports as Chromium prints them: text on each page, and a photograph of some 150 kB on every third. */
async function printFiles(folder: string, browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  const files: string[] = [];
  for (let file = 1; file <= FILES; file += 1) {
    const sections = [];
    for (let number = 1; number <= LONG; number += 1) {
      const photograph = number % 3 === 0 ? `<img width="500" src="${await photographUrl()}">` : '';
      sections.push(
        `<section style="break-after: page"><h2>${file}.${number}</h2>${photograph}<p>${SENTENCE.repeat(8)}</p></section>`,
      );
    }
    // The last one would leave an empty page behind it.
    await page.setContent(sections.join('').replace(/break-after: page(?!.*break-after: page)/, ''));
    const into = path.join(folder, `file-${file}.pdf`);
    await page.pdf({ path: into, format: 'A4', tagged: true, printBackground: true });
    files.push(into);
  }
  await page.close();
  return files;
}

const SENTENCE = 'People told us that they were listened to, and that what they said changed their plan. ';

async function photographUrl(): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const background = { r: 90, g: 120, b: 150 };
  const jpeg = await sharp({ create: { width: 600, height: 400, channels: 3, background, noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

function milli(value: number): string {
  return `${value.toFixed(0)} ms`;
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
