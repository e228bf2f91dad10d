import * as routes from '#lib/kernel/routes.ts';
import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { makeFullCouncil, SMALL } from './full-councils.ts';
import { compared, inRounds, type Row } from './measure.ts';

const ITEMS = 5_000;
const ROUNDS = 21;

/** Rows for the review of a council with much evidence, against its evidence list. */
export async function benchReview(origin: string): Promise<Row[]> {
  const { slug, lead, cookie } = await makeFullCouncil({ ...SMALL, cycles: 1, items: ITEMS });
  const timeOf = async (path: string) => {
    const start = performance.now();
    const response = await fetch(`${origin}${path}`, { headers: { cookie } });
    await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return performance.now() - start;
  };
  const pages = {
    measured: () => timeOf(routes.review(slug)),
    baseline: () => timeOf(routes.evidence(slug)),
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
    compared(`Review with ${ITEMS} evidence items, and their list`, await inRounds(ROUNDS, pages), options),
    // It compares all of the content with the last signed version.
    { ...compared('The same, first answer after a change', changed, options), limit: null },
  ];
}
