import * as routes from '#lib/kernel/routes.ts';
import { loadReferenceData } from '#prisma/seed/load-reference-data.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { requestsPerSecond } from './pages.ts';

const LOAD_LIMIT_MS = 2000;
const ROUNDS = 5;
const SECONDS = 3;

/** The first load of all published results, and their page against a full page of the evidence list. */
export async function benchResults(
  origin: string,
  ownerUrl: string,
  { slug, cookie }: BenchCouncil,
): Promise<Row[]> {
  const start = performance.now();
  await loadReferenceData(ownerUrl);
  const value = performance.now() - start;
  const results = { path: routes.results(slug), cookie };
  const evidence = { path: routes.evidence(slug), cookie };
  for (const page of [results, evidence]) await requestsPerSecond(origin, page, 2);
  const pairs = await inRounds(ROUNDS, {
    measured: () => requestsPerSecond(origin, results, SECONDS),
    baseline: () => requestsPerSecond(origin, evidence, SECONDS),
  });
  return [
    {
      what: 'First load of the reference data, with 120 published results',
      measured: `${value.toFixed(0)} ms`,
      baseline: '',
      figure: { value, text: `${value.toFixed(0)} ms` },
      limit: { atMost: LOAD_LIMIT_MS, text: `≤ ${LOAD_LIMIT_MS} ms` },
    },
    compared('Requests a second, published results, and a full page of the evidence list', pairs, {
      format: (rate) => `${rate.toFixed(0)}/s`,
      limit: { atLeast: 0.5 },
    }),
  ];
}
