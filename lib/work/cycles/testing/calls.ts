import { getComparison } from '#lib/work/cycles/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries getComparison': {
      permission: 'assessment:view',
      run: (context) =>
        getComparison(context, { from: { cycle: 1, signed: null }, to: { cycle: 2, signed: null } }),
    },
  },
});
