import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'improvement:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'improvement:edit': ['contributor', 'lead'],
    'improvement:update': ['contributor', 'lead', 'director'],
    'improvement:oversee': ['lead', 'director'],
    'improvement:publish': ['lead', 'director'],
  },
  calls: {},
});
