import { createFeed, withdrawFeed } from '#lib/exchange/feeds/commands.ts';
import { listFeeds } from '#lib/exchange/feeds/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionInput, paperLinkInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await startInspection(as.lead, inspectionInput({ name: mark }));
    const { number: inspection } = await startInspection(as.lead, inspectionInput({ name: mark }));
    const made = await createFeed(as.lead, { ...paperLinkInput(), inspection, forWhom: mark });
    if (made.outcome !== 'made') throw new Error(made.outcome);
    return { inspection, feed: made.link.id };
  },
  calls: {
    'queries listFeeds': {
      permission: 'links:manage',
      notFound: null,
      run: (context, { inspection }) => listFeeds(context, inspection, AS_OF),
    },
    'commands createFeed': {
      permission: 'links:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) => createFeed(context, { ...paperLinkInput(), inspection }),
    },
    'commands withdrawFeed': {
      permission: 'links:manage',
      notFound: { outcome: 'not found' },
      run: (context, { feed, inspection }) => withdrawFeed(context, { id: feed, inspection }),
    },
  },
  withoutPermission: {
    'commands openFeed': 'for a person with a link, which is all they may open',
  },
});
