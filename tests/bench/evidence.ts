import * as routes from '#lib/kernel/routes.ts';
import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 41;
const ROUNDS_AFTER_CHANGE = 21;

/** Rows for the evidence list, an item, the coverage and the topics of a council with 5,000 of them, against one with 50. */
export async function benchEvidence(
  origin: string,
  { few, many }: Readonly<Record<'few' | 'many', BenchCouncil>>,
): Promise<Row[]> {
  const pages = {
    'Evidence list': routes.evidence,
    'Evidence item': (slug: string) => routes.evidenceItem(slug, 'E1'),
    'Evidence coverage': (slug: string) => routes.coverage(slug),
    Topics: routes.topics,
    'One topic': (slug: string) => routes.topic(slug, 'carers'),
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const times = {
      measured: () => timeOf(origin, { path: path(many.slug), cookie: many.cookie }),
      baseline: () => timeOf(origin, { path: path(few.slug), cookie: few.cookie }),
    };
    const afterChange = {
      measured: () => changed(many, times.measured),
      baseline: () => changed(few, times.baseline),
    };
    const options = { format: (ms: number) => `${ms.toFixed(0)} ms`, limit: { atMost: 1.5 } };
    await inRounds(4, times);
    rows.push(
      compared(`${name} with 5,000 items, and with 50`, await inRounds(ROUNDS, times), options),
      compared(
        `${name}, the same, first answer after a change`,
        await inRounds(ROUNDS_AFTER_CHANGE, afterChange),
        options,
      ),
    );
  }
  return rows;
}

async function changed(council: BenchCouncil, page: () => Promise<number>): Promise<number> {
  await makeEvidenceLink(council.lead);
  return page();
}
