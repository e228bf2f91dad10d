import { exportCoverage } from '#lib/insight/coverage/commands.ts';
import { getCoverage } from '#lib/insight/coverage/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries getCoverage': {
      permission: 'evidence:view',
      run: (context) => getCoverage(context, 'voice', new Date()),
    },
    'commands exportCoverage': {
      permission: 'evidence:view',
      run: (context) => exportCoverage(context, 'category'),
    },
  },
});
