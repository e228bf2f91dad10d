import { discardDrafts, saveDraft } from '#lib/work/drafts/commands.ts';
import { draftInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

/** The page of the draft that the other council's lead has. */
export const DRAFT_PAGE = '0198a5c0-0000-4000-8000-00000000d4af';

export const CALLS = nounCalls({
  calls: {
    'commands saveDraft': {
      permission: 'statement:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        saveDraft(context, 'QS1', draftInput(assessment, { page: DRAFT_PAGE })),
    },
    'commands discardDrafts': {
      permission: 'statement:save',
      run: (context) => discardDrafts(context, 'QS1', [DRAFT_PAGE]),
    },
  },
});
