import {
  createPlanLink,
  exportPlanPdf,
  publishPlan,
  withdrawPlanLink,
} from '#lib/exchange/publications/commands.ts';
import {
  getNewPlanLink,
  getPlanLink,
  getPlanNow,
  getPlanToPublish,
  listPlanLinks,
} from '#lib/exchange/publications/queries.ts';
import { saveAction } from '#lib/record/improvement/commands.ts';
import { actionInput, paperLinkInput, publishInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await saveAction(as.lead, actionInput({ title: mark, outcome: mark, ownerName: mark }));
    await publishPlan(as.lead, await publishInput(as.lead));
    const made = await createPlanLink(as.lead, { ...paperLinkInput(), plan: 'public', forWhom: mark });
    if (made.outcome !== 'made') throw new Error(made.outcome);
    return { planLink: made.link.id };
  },
  calls: {
    'queries getPlanToPublish': {
      permission: 'improvement:publish',
      run: (context) => getPlanToPublish(context),
    },
    'queries getPlanNow': { permission: 'improvement:export', run: (context) => getPlanNow(context, AS_OF) },
    'queries listPlanLinks': { permission: 'links:manage', run: (context) => listPlanLinks(context, AS_OF) },
    'queries getNewPlanLink': { permission: 'links:manage', run: (context) => getNewPlanLink(context) },
    'queries getPlanLink': {
      permission: 'links:manage',
      notFound: null,
      run: (context, { planLink }) => getPlanLink(context, planLink, AS_OF),
    },
    'commands publishPlan': {
      permission: 'improvement:publish',
      run: (context) =>
        publishPlan(context, {
          ...{ publishedActions: [1], withOwners: true, withCosts: true, previewed: '0'.repeat(64) },
        }),
    },
    'commands createPlanLink': {
      permission: 'links:manage',
      run: (context) => createPlanLink(context, { ...paperLinkInput(), plan: 'board' }),
    },
    'commands withdrawPlanLink': {
      permission: 'links:manage',
      notFound: { outcome: 'not found' },
      run: (context, { planLink }) => withdrawPlanLink(context, planLink),
    },
    'commands exportPlanPdf': {
      permission: 'improvement:export',
      run: (context) => exportPlanPdf(context),
    },
  },
  withoutPermission: {
    'commands openPublishedPlan': 'for a person with a link, which is all they may open',
    'commands openPublishedPdf': 'for a person with a link, which is all they may open',
    'commands openPlanForBoard': 'for a person with a link, which is all they may open',
  },
});
