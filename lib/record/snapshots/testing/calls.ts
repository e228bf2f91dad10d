import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries isContentOf': 'compares content it is given, and reads nothing',
    'queries markedChanges': 'compares two snapshots it is given, and reads nothing',
  },
});
