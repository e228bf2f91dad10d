import { exportMovement, exportStrength } from '#lib/insight/readiness/commands.ts';
import { getMovement, getReadiness } from '#lib/insight/readiness/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries getReadiness': {
      permission: 'assessment:view',
      run: (context) => getReadiness(context, new Date()),
    },
    'queries getMovement': {
      permission: 'assessment:view',
      run: (context) => getMovement(context, '2026-11-01'),
    },
    'commands exportMovement': {
      permission: 'assessment:view',
      run: (context) => exportMovement(context),
    },
    'commands exportStrength': {
      permission: 'assessment:view',
      run: (context) => exportStrength(context),
    },
  },
});
