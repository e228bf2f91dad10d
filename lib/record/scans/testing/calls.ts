import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'commands updateWaiting': 'called by the service itself, not for a person',
    'commands findWaiting': 'called by the service itself, not for a person',
    'commands noteVerdict': 'called by the service itself, not for a person',
  },
});
