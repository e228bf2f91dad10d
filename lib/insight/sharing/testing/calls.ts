import { agreeToShare, exportComparison, exportSharedFigures } from '#lib/insight/sharing/commands.ts';
import { compareCouncils, getSharedFigures, listAgreements } from '#lib/insight/sharing/queries.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'sharing:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'sharing:manage': ['director'],
    'sharing:compare': ['director', 'reader'],
  },
  calls: {
    'queries listAgreements': {
      permission: 'sharing:view',
      run: (context) => listAgreements(context),
    },
    'queries getSharedFigures': {
      permission: 'sharing:compare',
      run: (context) => getSharedFigures(context, AS_OF),
    },
    // A role without access to figures gets none, rather than a refusal.
    'queries compareCouncils': {
      permission: 'council:view',
      run: (context) => compareCouncils([context], AS_OF),
    },
    'commands agreeToShare': {
      permission: 'sharing:manage',
      run: (context) =>
        agreeToShare(context, { shared: ['live', 'statements', 'strength'], reason: '', version: 0 }),
    },
    'commands exportSharedFigures': {
      permission: 'sharing:compare',
      run: (context) => exportSharedFigures(context, 1),
    },
    'commands exportComparison': {
      permission: 'council:view',
      run: (context) => exportComparison([context]),
    },
  },
});
