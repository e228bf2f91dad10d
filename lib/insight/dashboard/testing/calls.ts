import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'commands exportDashboard': {
      permission: 'assessment:view',
      run: (context) => exportDashboard(context),
    },
  },
});
