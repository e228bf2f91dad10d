import { scanAgain } from '#lib/record/scans/commands.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'commands scanAgain': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => scanAgain(context, reference),
    },
  },
  withoutPermission: {
    'commands updateWaiting': 'called by the service itself, not for a person',
    'commands findWaiting': 'called by the service itself, not for a person',
    'commands noteVerdict': 'called by the service itself, not for a person',
  },
});
