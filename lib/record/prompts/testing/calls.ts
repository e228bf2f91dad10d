import { changePrompts } from '#lib/record/prompts/commands.ts';
import { getPrompts } from '#lib/record/prompts/queries.ts';
import type { TestCouncil } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

async function makePrompts({ as }: TestCouncil, mark: string) {
  await changePrompts(as.lead, 'QS1', { text: mark, version: 0 });
}

export const CALLS = nounCalls({
  make: makePrompts,
  roles: { 'prompts:edit': ['lead'] },
  calls: {
    'queries getPrompts': {
      permission: 'assessment:view',
      run: (context) => getPrompts(context, 'QS1'),
    },
    'commands changePrompts': {
      permission: 'prompts:edit',
      run: (context) => changePrompts(context, 'QS2', { text: 'Who waits?', version: 0 }),
    },
  },
});
