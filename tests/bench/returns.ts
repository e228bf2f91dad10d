import { importReturnList } from '#lib/exchange/imports/commands.ts';
import { previewReturnList } from '#lib/exchange/imports/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { answerItem, startReturn } from '#lib/record/returns/commands.ts';
import { answerInput, inspectionInput, itemFile, returnInput } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { benchGrown } from './grown.ts';
import type { Row } from './measure.ts';

const ABOUT = { inspection: 1, list: 1 } as const;

/** Rows for a return of 200 items, each with an answer, against one of 20: its page, an item, and after each answer. */
export async function benchReturns(
  origin: string,
  { few, many }: Readonly<Record<'few' | 'many', BenchCouncil>>,
): Promise<Row[]> {
  await makeReturn(few, 20);
  await makeReturn(many, 200);
  return benchGrown(
    origin,
    { few, many },
    {
      pages: {
        'A return': (slug) => routes.returnList(slug, 1, 1),
        'An item of a return': (slug) => routes.returnItem(slug, 1, 1, 10),
      },
      amounts: 'of 200 items, and of 20',
      change: answered,
    },
  );
}

let reasons = 0;

/** Answers the last item, whose answers no page here names. */
async function answered({ lead }: BenchCouncil): Promise<void> {
  reasons += 1;
  await answerItem(lead, answerInput({ ...ABOUT, item: 20, reason: `Not kept, ${reasons}` }));
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
