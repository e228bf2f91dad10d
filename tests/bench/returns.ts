import { importReturnList } from '#lib/exchange/imports/commands.ts';
import { previewReturnList } from '#lib/exchange/imports/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { answerItem, startReturn } from '#lib/record/returns/commands.ts';
import { answerInput, inspectionInput, itemFile, returnInput } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 41;
const ROUNDS_AFTER_CHANGE = 11;
const ABOUT = { inspection: 1, list: 1 } as const;

/** Rows for a return of 200 items, each with an answer, against one of 20: its page, an item, and after each answer. */
export async function benchReturns(
  origin: string,
  { few, many }: Readonly<Record<'few' | 'many', BenchCouncil>>,
): Promise<Row[]> {
  await makeReturn(few, 20);
  await makeReturn(many, 200);
  const pages = {
    'A return': (slug: string) => routes.returnList(slug, 1, 1),
    'An item of a return': (slug: string) => routes.returnItem(slug, 1, 1, 10),
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const times = {
      measured: () => timeOf(origin, { path: path(many.slug), cookie: many.cookie }),
      baseline: () => timeOf(origin, { path: path(few.slug), cookie: few.cookie }),
    };
    const afterChange = {
      measured: () => answered(many, times.measured),
      baseline: () => answered(few, times.baseline),
    };
    const options = { format: (ms: number) => `${ms.toFixed(0)} ms`, limit: { atMost: 1.5 } };
    await inRounds(4, times);
    rows.push(
      compared(`${name} of 200 items, and of 20`, await inRounds(ROUNDS, times), options),
      compared(
        `${name}, the same, first answer after a change`,
        await inRounds(ROUNDS_AFTER_CHANGE, afterChange),
        options,
      ),
    );
  }
  return rows;
}

let reasons = 0;

/** Answers the last item, whose answers no page here names, and then asks for the page. */
async function answered({ lead }: BenchCouncil, page: () => Promise<number>): Promise<number> {
  reasons += 1;
  await answerItem(lead, answerInput({ ...ABOUT, item: 20, reason: `Not kept, ${reasons}` }));
  return page();
}

async function makeReturn({ lead }: BenchCouncil, items: number): Promise<void> {
  await startInspection(lead, inspectionInput());
  await startReturn(lead, returnInput({ origin: 'regulator' }));
  const numbers = Array.from({ length: items }, (_, index) => `${index + 1}`);
  const file = itemFile(
    ...numbers.map((number) => [number, `What you know about topic ${number}, and how you know it`] as const),
  );
  const tried = await previewReturnList(lead, file, new Map(), ABOUT);
  await importReturnList(lead, file, tried?.ok ? tried.fingerprint : '', new Map(), ABOUT);
  for (const number of numbers)
    await answerItem(
      lead,
      answerInput({
        ...ABOUT,
        item: Number(number),
        kind: 'evidence',
        cited: [{ reference: 'E1', place: `page ${number}` }],
      }),
    );
}
