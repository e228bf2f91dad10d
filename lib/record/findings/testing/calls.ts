import { saveFinding } from '#lib/record/findings/commands.ts';
import { getFindingToSave, listFindings } from '#lib/record/findings/queries.ts';
import { findingInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make(council, mark) {
    const texts = { found: mark, document: mark, becameOfIt: mark };
    const result = await saveFinding(council.as.lead, findingInput(texts));
    if (result.outcome !== 'saved') throw new Error(`The finding was not saved: ${result.outcome}`);
    return { finding: result.number };
  },
  calls: {
    'queries listFindings': { permission: 'improvement:view', run: (context) => listFindings(context) },
    'queries getFindingToSave': {
      permission: 'improvement:view',
      notFound: null,
      run: (context, { finding }) => getFindingToSave(context, finding),
    },
    'commands saveFinding': {
      permission: 'improvement:edit',
      notFound: { outcome: 'not found' },
      run: (context, { finding }) => saveFinding(context, findingInput({ finding, version: 1 })),
    },
  },
});
