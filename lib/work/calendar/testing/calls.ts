import { getCalendar } from '#lib/work/calendar/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries getCalendar': {
      permission: 'inspection:view',
      run: (context) => getCalendar(context, { month: '2026-12', mine: false }),
    },
  },
});
