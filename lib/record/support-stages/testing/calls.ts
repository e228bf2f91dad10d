import { saveLetter, saveStage } from '#lib/record/support-stages/commands.ts';
import { getLetterToSave, getStageToSave, listStages } from '#lib/record/support-stages/queries.ts';
import { letterInput, stageInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await saveStage(as.lead, stageInput({ note: mark }));
    await saveLetter(as.lead, letterInput({ title: mark }));
    return { stage: 1 };
  },
  calls: {
    'queries listStages': { permission: 'improvement:view', run: (context) => listStages(context) },
    'queries getStageToSave': {
      permission: 'improvement:oversee',
      notFound: null,
      run: (context, { stage }) => getStageToSave(context, stage),
    },
    'queries getLetterToSave': {
      permission: 'improvement:oversee',
      notFound: null,
      run: (context, { stage }) => getLetterToSave(context, stage, 1),
    },
    'commands saveStage': {
      permission: 'improvement:oversee',
      notFound: { outcome: 'not found' },
      run: (context, { stage }) =>
        saveStage(context, stageInput({ stage, version: 1, planDueOn: '2026-11-01' })),
    },
    'commands saveLetter': {
      permission: 'improvement:oversee',
      notFound: { outcome: 'not found' },
      run: (context, { stage }) => saveLetter(context, letterInput({ stage })),
    },
  },
});
