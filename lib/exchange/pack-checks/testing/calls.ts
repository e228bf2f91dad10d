import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries findPack': 'for anyone who has a pack, and so its fingerprint',
  },
});
