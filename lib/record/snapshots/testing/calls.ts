import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries markedChanges': 'compares two snapshots it is given, and reads nothing',
  },
});
