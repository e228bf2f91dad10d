import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as routes from '#lib/kernel/routes.ts';
import type { BenchCouncil } from './data.ts';
import { compared, type Row } from './measure.ts';

const CONNECTIONS = 8;
const SECONDS = 3;
const ROUNDS = 5;

export const MINIMAL_PAGE = '/bench';

/** Requests a second of the overview and of a statement with all evidence. Another process generates the load. */
export async function benchPages(origin: string, few: BenchCouncil, many: BenchCouncil): Promise<Row[]> {
  const places = {
    minimal: { path: MINIMAL_PAGE, cookie: many.cookie },
    'overview with 10': { path: routes.council(few.slug), cookie: few.cookie },
    'overview with 300': { path: routes.council(many.slug), cookie: many.cookie },
    'statement with 10': { path: routes.statement(few.slug, 'QS1'), cookie: few.cookie },
    'statement with 300': { path: routes.statement(many.slug, 'QS1'), cookie: many.cookie },
  };
  type Name = keyof typeof places;
  const names = Object.keys(places) as Name[];
  for (const name of names) await requestsPerSecond(origin, places[name], 2);
  const rounds: Record<Name, number>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rates: [Name, number][] = [];
    for (const name of names) rates.push([name, await requestsPerSecond(origin, places[name], SECONDS)]);
    rounds.push(Object.fromEntries(rates) as Record<Name, number>);
  }
  const against = (page: Name, baseline: Name, words: string, atLeast: number) =>
    compared(
      `Requests a second, ${page} items, and ${words}`,
      rounds.map((rates) => ({ measured: rates[page], baseline: rates[baseline] })),
      { format: (value) => `${value.toFixed(0)}/s`, limit: { atLeast } },
    );
  return [
    against('overview with 300', 'minimal', 'a minimal page with one query', 0.5),
    against('overview with 300', 'overview with 10', 'with 10', 0.8),
    against('statement with 300', 'minimal', 'a minimal page with one query', 0.5),
    against('statement with 300', 'statement with 10', 'with 10', 0.8),
  ];
}

type Place = { readonly path: string; readonly cookie: string };

type LoadReport = { requests: { total: number }; duration: number; errors: number; non2xx: number };

export async function requestsPerSecond(
  origin: string,
  { path, cookie }: Place,
  seconds: number,
): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'node_modules/autocannon/autocannon.js',
    ...['--json', '--no-progress', '--connections', String(CONNECTIONS), '--duration', String(seconds)],
    ...['--headers', `cookie=${cookie}`, '--headers', 'accept=text/html', `${origin}${path}`],
  ]);
  const report = JSON.parse(stdout) as LoadReport;
  if (report.errors + report.non2xx > 0) throw new Error(`${path} did not answer every request with a page`);
  return report.requests.total / report.duration;
}

/** Milliseconds until all of a page has arrived. */
export async function timeOf(origin: string, { path, cookie }: Place): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${origin}${path}`, { headers: { cookie } });
  await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - start;
}
