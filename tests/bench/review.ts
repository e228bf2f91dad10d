import * as routes from '#lib/kernel/routes.ts';
import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 21;

/** Rows for the review of a council with 5,000 evidence items, against its evidence list. */
export async function benchReview(origin: string, { slug, lead, cookie }: BenchCouncil): Promise<Row[]> {
  const pages = {
    measured: () => timeOf(origin, { path: routes.review(slug), cookie }),
    baseline: () => timeOf(origin, { path: routes.evidence(slug), cookie }),
  };
  const afterChange = async (page: () => Promise<number>) => {
    await makeEvidenceLink(lead);
    return page();
  };
  await inRounds(2, pages);
  const options = { format: (ms: number) => `${ms.toFixed(0)} ms`, limit: { atMost: 2 } };
  const changed = await inRounds(ROUNDS, {
    measured: () => afterChange(pages.measured),
    baseline: () => afterChange(pages.baseline),
  });
  return [
    compared('Review with 5,000 evidence items, and their list', await inRounds(ROUNDS, pages), options),
    // It compares all of the content with the last signed version.
    { ...compared('The same, first answer after a change', changed, options), limit: null },
  ];
}
