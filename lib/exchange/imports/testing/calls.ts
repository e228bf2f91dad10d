import { importResults, importValues, undoResults, undoValues } from '#lib/exchange/imports/commands.ts';
import { getImportUndo, previewResults, previewValues } from '#lib/exchange/imports/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { importFile, resultFile, resultRow } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }) => {
    const file = importFile(['Average wait for home care', '2019-20', '9']);
    const tried = await previewValues(as.lead, file);
    await importValues(as.lead, file, tried.ok ? tried.fingerprint : '');
    return { seq: (await listActivity(as.lead, {}, 1)).entries[0]?.seq ?? 0 };
  },
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
    'queries getImportUndo': {
      permission: 'activity:view',
      notFound: null,
      run: (context, { seq }) => getImportUndo(context, seq),
    },
    'commands undoValues': {
      permission: 'measures:edit',
      notFound: { outcome: 'not found' },
      run: (context, { seq }) => undoValues(context, { seq }),
    },
    'commands undoResults': {
      permission: 'results:manage',
      notFound: { outcome: 'not found' },
      run: (context, { seq }) => undoResults(context, { seq }),
    },
  },
});
