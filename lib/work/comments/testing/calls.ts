import { addComment, deleteComment, markRead, setResolved } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import { commentInput, makeComment } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }, mark) => ({
    comment: await makeComment(as.lead, { body: mark, mention: [as.reader.person.id] }),
  }),
  roles: {
    'comment:view': ['contributor', 'lead', 'director', 'reader'],
    'comment:write': ['contributor', 'lead', 'director', 'reader'],
    'comment:resolve': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries listThreads': {
      permission: 'comment:view',
      notFound: null,
      run: (context, { reference }) => listThreads(context, { kind: 'evidence', reference }),
    },
    'commands addComment': {
      permission: 'comment:write',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => addComment(context, { kind: 'evidence', reference }, commentInput()),
    },
    'commands setResolved': {
      permission: 'comment:resolve',
      notFound: { outcome: 'not found' },
      run: (context, { comment }) =>
        setResolved(context, { kind: 'statement', statement: 'QS1' }, comment, true),
    },
    'commands deleteComment': {
      permission: 'comment:write',
      notFound: { outcome: 'not found' },
      run: (context, { comment }) => deleteComment(context, { kind: 'statement', statement: 'QS1' }, comment),
    },
    'commands markRead': {
      permission: 'comment:view',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => markRead(context, { kind: 'evidence', reference }),
    },
  },
});
