import type { Browser } from '@playwright/test';
import * as routes from '#lib/kernel/routes.ts';
import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import type { Visitor } from './crowd.ts';
import type { BenchCouncil } from './data.ts';
import { makeOtherCouncil } from './full-councils.ts';
import { compared, inRounds, median, type Pair, type Row } from './measure.ts';
import { MINIMAL_PAGE, requestsPerSecond } from './pages.ts';

/** With the full council, as many as there are in England. */
const OTHERS = 152;
const ROUNDS = 7;
const SECONDS = 3;
const KILOBYTE = 1024;

/** Speed of a full council's overview with the database in its current state. */
export type Quickness = {
  /** Requests a second, beside those of a minimal page. */
  readonly rates: readonly Pair[];
  /** Milliseconds to the first answer after a change, when no cached result is valid. */
  readonly firstAfterChange: number;
};

export async function quicknessOf(origin: string, { slug, lead, cookie }: BenchCouncil): Promise<Quickness> {
  const overview = { path: routes.council(slug), cookie };
  const minimal = { path: MINIMAL_PAGE, cookie };
  for (const place of [overview, minimal]) await requestsPerSecond(origin, place, 2);
  const rates = await inRounds(ROUNDS, {
    measured: () => requestsPerSecond(origin, overview, SECONDS),
    baseline: () => requestsPerSecond(origin, minimal, SECONDS),
  });
  const times: number[] = [];
  for (let round = 0; round < 3 * ROUNDS; round += 1) {
    await makeEvidenceLink(lead);
    const start = performance.now();
    const response = await fetch(`${origin}${overview.path}`, { headers: { cookie } });
    await response.text();
    times.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`The overview answered ${response.status}`);
  }
  return { rates, firstAfterChange: median(times) };
}

/** In parallel, because each waits mostly for the disk. Returns the lead of each. */
export async function addOtherCouncils(): Promise<readonly Visitor[]> {
  const leads: Visitor[] = [];
  let left = OTHERS;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      leads.push(await makeOtherCouncil());
    }
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  return leads;
}

/**
 * Rows for a full council's overview: against a minimal page, and with other councils in the database against alone.
 */
export function dashboardTimings(alone: Quickness, among: Quickness): Row[] {
  const share = ({ measured, baseline }: Pair) => measured / baseline;
  const format = (value: number) => `${value.toFixed(0)}/s`;
  const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
  const slower = among.firstAfterChange / alone.firstAfterChange;
  return [
    compared('Requests a second, overview of a full council, and a minimal page', among.rates, {
      format,
      limit: { atLeast: 0.3 },
    }),
    compared(
      `Overview, time against a minimal page's with ${OTHERS + 1} councils in the database, and with one`,
      alone.rates.map((pair, round) => ({
        measured: 1 / share(among.rates[round] ?? pair),
        baseline: 1 / share(pair),
      })),
      { format: (value) => `${value.toFixed(1)}×`, limit: { atMost: 1.15 } },
    ),
    {
      what: 'The same, first answer after a change',
      measured: milliseconds(among.firstAfterChange),
      baseline: milliseconds(alone.firstAfterChange),
      figure: { value: slower, text: `${slower.toFixed(2)}×` },
      limit: null,
    },
  ];
}

const PARTS = ['document', 'stylesheet', 'script', 'font', 'other'] as const;

/** The bytes a browser without a cache transfers for a full council's overview, by kind. */
export async function benchWeight(
  origin: string,
  browser: Browser,
  { slug, cookie }: BenchCouncil,
): Promise<Row[]> {
  const weigh = async (path: string) => {
    const context = await browser.newContext();
    const [name = '', value = ''] = cookie.split(/=(.*)/);
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const sizes: Promise<readonly [string, number]>[] = [];
    page.on('requestfinished', (request) => {
      sizes.push(
        request.sizes().then(({ responseBodySize }) => [request.resourceType(), responseBodySize] as const),
      );
    });
    const answer = await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    const found = await Promise.all(sizes);
    await context.close();
    return (part: string) =>
      found.filter(([type]) => part === 'all' || type === part).reduce((sum, [, size]) => sum + size, 0);
  };
  const [overview, minimal] = [await weigh(routes.council(slug)), await weigh(MINIMAL_PAGE)];
  const kilobytes = (bytes: number) => `${(bytes / KILOBYTE).toFixed(1)} kB`;
  return ['all', ...PARTS].map((part): Row => {
    const more = overview(part) - minimal(part);
    return {
      what: `Weight of the overview, ${part}, and of a minimal page`,
      measured: kilobytes(overview(part)),
      baseline: kilobytes(minimal(part)),
      figure: { value: more / KILOBYTE, text: `+${kilobytes(more)}` },
      limit: part === 'all' ? { atMost: 25, text: '≤ +25 kB' } : null,
    };
  });
}
