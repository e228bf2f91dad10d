import { scanAgain } from '#lib/record/scans/commands.ts';
import { getScanning } from '#lib/record/scans/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries getScanning': { permission: 'settings:view', run: (context) => getScanning(context) },
    'commands scanAgain': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => scanAgain(context, reference),
    },
  },
  withoutPermission: {
    'commands updateWaiting': 'called by the service itself, not for a person',
    'commands findWaiting': 'called by the service itself, not for a person',
    'commands findScannedBefore': 'called by the service itself, not for a person',
    'commands noteVerdict': 'called by the service itself, not for a person',
  },
});
