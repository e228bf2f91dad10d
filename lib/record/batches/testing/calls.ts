import { randomUUID } from 'node:crypto';
import { makeBatch, undoBatch } from '#lib/record/batches/commands.ts';
import { getBatch, getSelection } from '#lib/record/batches/queries.ts';
import type { TestCouncil } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

type Made = { readonly batch: string };

export const CALLS = nounCalls<Made>({
  make: async ({ as: { lead } }: TestCouncil) => {
    const batch = randomUUID();
    const assessment = (await getSelection(lead, { numbers: [1] })).open?.id ?? '';
    await makeBatch(lead, { ...about('E1'), batch, do: 'link', statement: ['QS6'], assessment });
    return { batch };
  },
  calls: {
    'queries getSelection': {
      permission: 'evidence:edit',
      run: (context) => getSelection(context, { view: {} }),
    },
    'queries getBatch': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { batch }) => getBatch(context, batch),
    },
    'commands makeBatch': {
      permission: 'evidence:edit',
      notFound: { outcome: 'closed' },
      run: (context, { reference, assessment }) =>
        makeBatch(context, {
          ...about(reference),
          ...{ batch: randomUUID(), do: 'link', statement: ['QS5'], assessment },
        }),
    },
    'commands undoBatch': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { batch }) => undoBatch(context, { batch }),
    },
  },
});

function about(reference: string) {
  return { items: [Number(reference.slice(1))], seen: 999_999_999 };
}
