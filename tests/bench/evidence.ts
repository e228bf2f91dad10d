import * as routes from '#lib/kernel/routes.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 41;

/** Rows for the evidence list and an item of a council with 5,000 of them, against one with 50. */
export async function benchEvidence(
  origin: string,
  { few, many }: Readonly<Record<'few' | 'many', BenchCouncil>>,
): Promise<Row[]> {
  const pages = {
    'Evidence list': routes.evidence,
    'Evidence item': (slug: string) => routes.evidenceItem(slug, 'E1'),
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const times = {
      measured: () => timeOf(origin, { path: path(many.slug), cookie: many.cookie }),
      baseline: () => timeOf(origin, { path: path(few.slug), cookie: few.cookie }),
    };
    await inRounds(4, times);
    rows.push(
      compared(`${name} with 5,000 items, and with 50`, await inRounds(ROUNDS, times), {
        format: (ms) => `${ms.toFixed(0)} ms`,
        limit: { atMost: 1.5 },
      }),
    );
  }
  return rows;
}
