import { addNote } from '#lib/record/notes/commands.ts';
import { linkDetails } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'commands addNote': {
      permission: 'evidence:add',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => {
        const { url: _, ...details } = linkDetails({ statement: 'QS2', assessment });
        return addNote(context, { ...details, text: 'Written by a test.', transcriptOf: null });
      },
    },
  },
});
