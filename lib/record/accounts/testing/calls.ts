import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {},
  withoutPermission: {
    'queries listDemoSignIns': 'before anybody has signed in, and only in a demonstration',
    'commands checkSignIn': 'before anybody has signed in',
    'commands choosePassword': 'before anybody has signed in',
    'commands joinCouncil': 'of somebody with an invitation, which is what they may do',
    'commands changePassword': 'of a person’s own account, which stands outside any council',
    'commands endOwnSessions': 'of a person’s own account, which stands outside any council',
    'queries listOwnSessions': 'of a person’s own account, which stands outside any council',
    'queries storedAddress': 'before anybody has signed in',
  },
});
