import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getStatementPeople, listMyWork } from '#lib/work/assignments/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'statement:assign': ['lead'],
  },
  calls: {
    'queries getStatementPeople': {
      permission: 'statement:assign',
      run: (context) => getStatementPeople(context, 'QS1'),
    },
    'queries listMyWork': {
      permission: 'assessment:view',
      run: (context) => listMyWork(context),
    },
    'commands assignStatement': {
      permission: 'statement:assign',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        assignStatement(context, 'QS1', {
          assessment,
          owner: context.person.id,
          helpers: [],
          dueOn: '2099-12-31',
        }),
    },
  },
});
