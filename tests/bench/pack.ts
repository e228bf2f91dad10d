import type { Browser, Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { packOf, registerOf } from '#lib/exchange/pdf/testing/pack-fixtures.ts';
import { packPdf } from '#lib/exchange/pdf/testing/render.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { BenchCouncil } from './data.ts';
import { type BenchLimit, compared, inRounds, median, type Pair, type Row } from './measure.ts';
import { packHtml } from './pack-html.ts';

const ROUNDS = 9;
const MANY_ROUNDS = 5;

/**
 * The evidence pack of 60 items: in the worker, over HTTP, and compared with headless Chromium printing the same
 * content. And one of 270 items, in the worker and compared.
 */
export async function benchPack(origin: string, browser: Browser, council: BenchCouncil): Promise<Row[]> {
  const page = await browser.newPage();
  const read = async () => {
    const snapshot = await packSnapshot(council.lead, uuidv7(), new Date());
    if (!snapshot || snapshot === 'scores hidden')
      throw new Error('The council of the bench has no open assessment');
    return snapshot.document;
  };
  const { atWorker, inChromium } = makersOf(page, read);
  const many = makersOf(page, async () => packOf({ register: registerOf(270) }));
  const overHttp = () =>
    milliseconds(async () => {
      const response = await fetch(`${origin}${routes.currentPack(council.slug)}`, {
        headers: { cookie: council.cookie },
      });
      const { byteLength } = await response.arrayBuffer();
      if (response.status !== 200 || byteLength < 10_000)
        throw new Error(`The pack was answered with ${response.status}`);
    });

  for (const warmUp of [atWorker, atWorker, inChromium, inChromium, overHttp, overHttp]) await warmUp();
  const pairs = await inRounds(ROUNDS, { measured: atWorker, baseline: inChromium });
  const answers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) answers.push(await overHttp());
  for (const warmUp of [many.atWorker, many.inChromium]) await warmUp();
  const manyPairs = await inRounds(MANY_ROUNDS, { measured: many.atWorker, baseline: many.inChromium });
  await page.close();
  const atMost = (most: number) => ({ atMost: most, text: `≤ ${most} ms` });
  return [
    timed(
      'Pack of 60 items, warm, at the worker',
      median(pairs.map(({ measured }) => measured)),
      atMost(300),
    ),
    timed('Pack of 60 items, warm, over HTTP', median(answers), atMost(300)),
    faster('Pack of 60 items: times faster than Chromium prints it', pairs, 5),
    timed(
      'Pack of 270 items, warm, at the worker',
      median(manyPairs.map(({ measured }) => measured)),
      atMost(1_000),
    ),
    faster('Pack of 270 items: times faster than Chromium prints it', manyPairs, 1),
  ];
}

/** What makes a PDF of the same content, each in the milliseconds that it takes. */
function makersOf(page: Page, read: () => Promise<PackDocument>) {
  let version = 0;
  // A new version each time, because the compiler caches most of the previous one.
  const nextDocument = async (): Promise<PackDocument> => {
    const document = await read();
    version += 1;
    return {
      ...document,
      statements: document.statements.map((statement) => ({
        ...statement,
        strengths: `Version ${version}. ${statement.strengths}`,
      })),
    };
  };
  const atWorker = async () => {
    const document = await nextDocument();
    return milliseconds(async () => {
      const pdf = await packPdf(document);
      if (pdf.length < 10_000) throw new Error('The pack is too short to be one');
    });
  };
  const inChromium = async () => {
    const html = packHtml(await nextDocument());
    return milliseconds(async () => {
      await page.setContent(html);
      await page.pdf({ format: 'A4', tagged: true, outline: true, printBackground: true });
    });
  };
  return { atWorker, inChromium };
}

const format = (value: number) => `${value.toFixed(0)} ms`;

function timed(what: string, value: number, limit: BenchLimit): Row {
  return { what, measured: format(value), baseline: '', figure: { value, text: '' }, limit };
}

function faster(what: string, pairs: readonly Pair[], atLeast: number): Row {
  return compared(what, pairs, {
    format,
    ratio: ({ measured, baseline }) => baseline / measured,
    limit: { atLeast },
  });
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
