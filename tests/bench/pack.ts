import type { Browser } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { packPdf } from '#lib/exchange/pdf/testing/render.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, median, type Row } from './measure.ts';
import { packHtml } from './pack-html.ts';

const ROUNDS = 9;

/**
 * The evidence pack of 60 items: in the worker, over HTTP, and compared with headless Chromium printing the same
 * content.
 */
export async function benchPack(origin: string, browser: Browser, council: BenchCouncil): Promise<Row[]> {
  const page = await browser.newPage();
  let version = 0;
  // A new version each time, because the compiler caches most of the previous one.
  const nextDocument = async (): Promise<PackDocument> => {
    const snapshot = await packSnapshot(council.lead, uuidv7(), new Date());
    if (!snapshot || snapshot === 'scores hidden')
      throw new Error('The council of the bench has no open assessment');
    version += 1;
    const { document } = snapshot;
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
  await page.close();
  const format = (value: number) => `${value.toFixed(0)} ms`;
  const timed = (what: string, value: number): Row => ({
    what,
    measured: format(value),
    baseline: '',
    figure: { value, text: '' },
    limit: { atMost: 300, text: '≤ 300 ms' },
  });
  return [
    timed('Pack of 60 items, warm, at the worker', median(pairs.map(({ measured }) => measured))),
    timed('Pack of 60 items, warm, over HTTP', median(answers)),
    compared('Pack of 60 items: times faster than Chromium prints it', pairs, {
      format,
      ratio: ({ measured, baseline }) => baseline / measured,
      limit: { atLeast: 5 },
    }),
  ];
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
