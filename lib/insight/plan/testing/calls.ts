import { exportActions, savePlanDetails } from '#lib/insight/plan/commands.ts';
import {
  getCompleteness,
  getForecast,
  getPlanChanges,
  getPlanDetails,
  getPlanProgress,
} from '#lib/insight/plan/queries.ts';
import { planDetailsInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await savePlanDetails(as.lead, planDetailsInput({ introduction: mark, chair: mark }));
  },
  calls: {
    'queries getPlanDetails': { permission: 'improvement:view', run: (context) => getPlanDetails(context) },
    'queries getCompleteness': {
      permission: 'improvement:view',
      run: (context) => getCompleteness(context, AS_OF),
    },
    'queries getForecast': { permission: 'improvement:view', run: (context) => getForecast(context, AS_OF) },
    'queries getPlanChanges': {
      permission: 'improvement:view',
      run: (context) => getPlanChanges(context, '2026-01-01'),
    },
    'queries getPlanProgress': {
      permission: 'improvement:export',
      run: (context) => getPlanProgress(context, '2026-01-01', AS_OF),
    },
    'commands exportActions': { permission: 'improvement:export', run: (context) => exportActions(context) },
    'commands savePlanDetails': {
      permission: 'improvement:oversee',
      run: (context) => savePlanDetails(context, planDetailsInput({ scrutiny: 'A committee', version: 1 })),
    },
  },
});
