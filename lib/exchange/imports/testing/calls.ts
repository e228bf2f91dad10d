import { importResults, importValues } from '#lib/exchange/imports/commands.ts';
import { previewResults, previewValues } from '#lib/exchange/imports/queries.ts';
import { importFile, resultFile, resultRow } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  calls: {
    'queries previewResults': {
      permission: 'results:manage',
      run: (context) => previewResults(context, resultFile(resultRow())),
    },
    'commands importResults': {
      permission: 'results:manage',
      run: async (context) => {
        const file = resultFile(resultRow());
        const tried = await previewResults(context, file);
        return importResults(context, file, tried.ok ? tried.fingerprint : '');
      },
    },
    'queries previewValues': {
      permission: 'measures:edit',
      run: (context) => previewValues(context, importFile(['Average wait for home care', '2025-26', '9'])),
    },
    'commands importValues': {
      permission: 'measures:edit',
      run: (context) => importValues(context, importFile(['Average wait for home care', '2025-26', '9']), ''),
    },
  },
});
