import { listMyDuties } from '#lib/work/duties/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries listMyDuties': { permission: 'inspection:view', run: listMyDuties },
  },
});
