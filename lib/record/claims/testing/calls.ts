import { listCitable } from '#lib/record/claims/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries listCitable': {
      permission: 'evidence:view',
      run: (context) => listCitable(context, 'QS1', ''),
    },
  },
});
