import { ruleOutPersonalData } from '#lib/record/personal-data/commands.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'commands ruleOutPersonalData': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => ruleOutPersonalData(context, reference, 1),
    },
  },
});
