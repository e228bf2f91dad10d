import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries markedChanges': 'of two snapshots that were read, and of nothing else',
  },
});
