import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { planDetailsInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await savePlanDetails(as.lead, planDetailsInput({ introduction: mark, chair: mark }));
  },
  calls: {
    'commands savePlanDetails': {
      permission: 'improvement:oversee',
      run: (context) => savePlanDetails(context, planDetailsInput({ scrutiny: 'A committee', version: 1 })),
    },
  },
});
