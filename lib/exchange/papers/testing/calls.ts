import { createPaperLink, exportPaper } from '#lib/exchange/papers/commands.ts';
import { getNewPaper, getPaper, listPaperLinks } from '#lib/exchange/papers/queries.ts';
import { paperLinkInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'paper:export': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries getPaper': {
      permission: 'paper:export',
      run: (context) => getPaper(context, AS_OF),
    },
    'queries getNewPaper': {
      permission: 'links:manage',
      run: (context) => getNewPaper(context),
    },
    'queries listPaperLinks': {
      permission: 'links:manage',
      run: (context) => listPaperLinks(context, AS_OF),
    },
    'commands exportPaper': {
      permission: 'paper:export',
      run: (context) => exportPaper(context),
    },
    'commands createPaperLink': {
      permission: 'links:manage',
      run: (context) => createPaperLink(context, paperLinkInput()),
    },
  },
  withoutPermission: {
    'commands openPaperFile': 'for a person with a link, which is all they may open',
  },
});
