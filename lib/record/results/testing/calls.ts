import { exportResults, removeCorrection } from '#lib/record/results/commands.ts';
import { getCouncilResults, listResults } from '#lib/record/results/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'results:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'results:manage': ['admin'],
  },
  calls: {
    'queries listResults': {
      permission: 'results:view',
      run: (context) => listResults(context),
    },
    'queries getCouncilResults': {
      permission: 'results:view',
      run: (context) => getCouncilResults(context, 'E06000001'),
    },
    'commands removeCorrection': {
      permission: 'results:manage',
      notFound: { outcome: 'not found' },
      run: (context) => removeCorrection(context, 'E06000001'),
    },
    'commands exportResults': {
      permission: 'results:view',
      run: (context) => exportResults(context, {}),
    },
  },
  withoutPermission: {
    'commands lockResults': 'part of a command that has checked the permission',
  },
});
