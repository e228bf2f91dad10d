import { answerErasure, askErasure, takeBackErasure } from '#lib/work/erasures/commands.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import { makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }, mark) => {
    const reference = await makeEvidenceFile(as.lead);
    await askErasure(as.lead, { reference, reason: mark, seen: 1 });
    return { asked: reference };
  },
  roles: {
    'evidence:erase': ['lead', 'director'],
  },
  calls: {
    'queries getErasure': {
      permission: 'evidence:erase',
      notFound: null,
      run: (context, { asked }) => getErasure(context, asked),
    },
    'commands askErasure': {
      permission: 'evidence:erase',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => askErasure(context, { reference, reason: 'Not ours', seen: 1 }),
    },
    'commands answerErasure': {
      permission: 'evidence:erase',
      notFound: { outcome: 'not found' },
      run: (context, { asked }) =>
        answerErasure(context, { reference: asked, number: 1, answer: 'decline', reason: 'It is ours' }),
    },
    'commands takeBackErasure': {
      permission: 'evidence:erase',
      notFound: { outcome: 'not found' },
      run: (context, { asked }) => takeBackErasure(context, { reference: asked, number: 1 }),
    },
  },
});
