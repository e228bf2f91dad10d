import { saveTopic } from '#lib/record/topics/commands.ts';
import { listOwnTopics } from '#lib/record/topics/queries.ts';
import { makeTopic, topicInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }, mark) => ({
    topic: await makeTopic(as.lead, { name: mark, about: mark, words: [mark] }),
  }),
  roles: { 'topics:edit': ['lead'] },
  calls: {
    'queries listOwnTopics': { permission: 'assessment:view', run: (context) => listOwnTopics(context) },
    'commands saveTopic': {
      permission: 'topics:edit',
      notFound: { outcome: 'not found' },
      run: (context, { topic }) => saveTopic(context, topic, topicInput({ name: 'Renamed', version: 1 })),
    },
  },
});
