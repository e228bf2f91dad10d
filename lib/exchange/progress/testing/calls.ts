import { exportProgressPdf } from '#lib/exchange/progress/commands.ts';
import { saveAction } from '#lib/record/improvement/commands.ts';
import { actionInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    await saveAction(as.lead, actionInput({ title: mark }));
  },
  calls: {
    'commands exportProgressPdf': {
      permission: 'improvement:export',
      run: (context) => exportProgressPdf(context, '2026-01-01'),
    },
  },
});
