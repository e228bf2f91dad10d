import { setTimeout as sleep } from 'node:timers/promises';
import * as routes from '#lib/kernel/routes.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import type { Row } from './measure.ts';
import { MINIMAL_PAGE } from './pages.ts';

/** Somebody signed in to a council. */
export type Visitor = { readonly slug: string; readonly cookie: string };

const PEOPLE = 200;
const THOUGHT_MS = 4000;
const WARM_UP_MS = 8000;
const MEASURED_MS = 16_000;

/** People of many councils who each read a page, think for four seconds on average, and open the next. */
export async function benchCrowd(origin: string, visitors: readonly Visitor[]): Promise<Row[]> {
  const people = Array.from({ length: PEOPLE }, (_, index) => {
    const visitor = visitors[index % visitors.length];
    if (!visitor) throw new Error('The crowd has nobody in it');
    return visitor;
  });
  const minimal = await crowd(origin, people, () => MINIMAL_PAGE);
  const pages = await crowd(origin, people, ({ slug }, step) => {
    const statement = STATEMENT_IDS[step % STATEMENT_IDS.length] ?? 'QS1';
    const inTurn = [routes.council(slug), routes.statement(slug, statement), routes.evidence(slug)];
    return inTurn[step % inTurn.length] ?? '';
  });
  const most = (PEOPLE * 1000) / THOUGHT_MS;
  const format = (value: number) => `${value.toFixed(0)} ms`;
  const share = pages.perSecond / most;
  return [
    {
      what: `Pages a second, ${PEOPLE} people with four seconds between pages, and if none took any time`,
      measured: `${pages.perSecond.toFixed(0)}/s`,
      baseline: `${most}/s`,
      figure: { value: share, text: `${share.toFixed(2)}×` },
      limit: { atLeast: 0.9, text: '≥ 0.9×' },
    },
    {
      what: 'The same, time that 95% of the pages stay below, and minimal pages',
      measured: format(pages.p95),
      baseline: format(minimal.p95),
      figure: { value: pages.p95 / minimal.p95, text: `${(pages.p95 / minimal.p95).toFixed(1)}×` },
      limit: null,
    },
  ];
}

type CrowdTimes = { readonly perSecond: number; readonly p95: number };

async function crowd(
  origin: string,
  people: readonly Visitor[],
  pathOf: (visitor: Visitor, step: number) => string,
): Promise<CrowdTimes> {
  const start = performance.now();
  const [from, until] = [start + WARM_UP_MS, start + WARM_UP_MS + MEASURED_MS];
  const times: number[] = [];
  await Promise.all(
    people.map(async (visitor, index) => {
      await sleep((index * THOUGHT_MS) / people.length);
      for (let step = index; performance.now() < until; step += 1) {
        const path = pathOf(visitor, step);
        const asked = performance.now();
        const response = await fetch(`${origin}${path}`, { headers: { cookie: visitor.cookie } });
        await response.text();
        if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
        const answered = performance.now();
        if (asked >= from && answered < until) times.push(answered - asked);
        // From two to six seconds, in an order that is the same in every run.
        await sleep(THOUGHT_MS * (0.5 + ((step * 7 + index * 3) % 11) / 10));
      }
    }),
  );
  times.sort((a, b) => a - b);
  return {
    perSecond: (times.length * 1000) / MEASURED_MS,
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
  };
}
