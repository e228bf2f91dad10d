import { withdrawLink } from '#lib/record/links/commands.ts';
import { countLinksOf, getLink } from '#lib/record/links/queries.ts';
import { makePaperLink } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }, mark) => ({ link: (await makePaperLink(as.lead, { forWhom: mark })).link }),
  roles: {
    'links:manage': ['lead', 'director'],
  },
  calls: {
    'queries getLink': {
      permission: 'links:manage',
      notFound: null,
      run: (context, { link }) => getLink(context, 'board_paper', link, AS_OF),
    },
    'queries countLinksOf': {
      permission: 'members:manage',
      run: (context) => countLinksOf(context, 'board_paper', context.person.id),
    },
    'commands withdrawLink': {
      permission: 'links:manage',
      notFound: { outcome: 'not found' },
      run: (context, { link }) => withdrawLink(context, 'board_paper', link),
    },
  },
  withoutPermission: {
    'commands recordOpening': 'for a person with a link, which is all they may open',
  },
});
