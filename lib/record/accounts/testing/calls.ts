import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries listDemoSignIns': 'before sign-in, and only in a demonstration',
    'commands checkSignIn': 'before sign-in',
    'commands choosePassword': 'before sign-in',
    'commands joinCouncil': 'for a person with an invitation, which is all they may accept',
    'commands changePassword': 'of a person’s own account, which stands outside any council',
    'commands endOwnSessions': 'of a person’s own account, which stands outside any council',
    'queries listOwnSessions': 'of a person’s own account, which stands outside any council',
    'queries storedAddress': 'before sign-in',
  },
});
