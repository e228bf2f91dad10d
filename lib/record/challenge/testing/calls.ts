import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { getChallenge } from '#lib/record/challenge/queries.ts';
import { challengeInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'challenge:give': ['director', 'reader'],
    'challenge:settings': ['lead'],
  },
  calls: {
    'queries getChallenge': {
      permission: 'assessment:view',
      run: (context) => getChallenge(context, 'QS1'),
    },
    'commands giveChallenge': {
      permission: 'challenge:give',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => giveChallenge(context, 'QS1', challengeInput(assessment)),
    },
    'commands setBlind': {
      permission: 'challenge:settings',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => setBlind(context, { assessment, blind: true }),
    },
  },
});
