import { exportPointsPdf } from '#lib/exchange/accuracy/commands.ts';
import { savePoint } from '#lib/record/accuracy/commands.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionInput, makeDraftReport, pointInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make(council, mark) {
    const { number: checked } = await startInspection(council.as.lead, inspectionInput({ name: mark }));
    const checker = await makeDraftReport(council, checked);
    await savePoint(checker, pointInput({ inspection: checked, says: mark, pointState: 'agreed' }));
    return { checked };
  },
  calls: {
    'commands exportPointsPdf': {
      ...{ permission: 'named:work', named: 'report:check', notFound: null },
      run: (context, { checked }) => exportPointsPdf(context, checked),
    },
  },
});
