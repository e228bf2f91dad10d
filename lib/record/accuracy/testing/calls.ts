import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import {
  exportPoints,
  recordOpening,
  recordPointsPdf,
  removeDraft,
  removePoint,
  savePoint,
  uploadDraft,
} from '#lib/record/accuracy/commands.ts';
import {
  getAccuracy,
  getDraftPage,
  getInspectionToCheck,
  getPointToSave,
  readableDraft,
} from '#lib/record/accuracy/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import {
  inspectionInput,
  makeDraftReport,
  pointInput,
  receivedFile,
} from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const NAMED = { permission: 'named:work', named: 'report:check' } as const;
const NOT_FOUND = { outcome: 'not found' } as const;

export const CALLS = nounCalls({
  async make(council, mark) {
    const { number: checked } = await startInspection(council.as.lead, inspectionInput({ name: mark }));
    const checker = await makeDraftReport(council, checked);
    for (const pointState of ['writing', 'sent'] as const)
      await savePoint(checker, pointInput({ inspection: checked, says: mark, correct: mark, pointState }));
    return { checked };
  },
  calls: {
    'queries getAccuracy': {
      ...NAMED,
      notFound: null,
      run: (context, { checked }) => getAccuracy(context, checked),
    },
    'queries getInspectionToCheck': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => getInspectionToCheck(context, checked),
    },
    'queries getDraftPage': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => getDraftPage(context, checked, { draft: 1, page: 2 }),
    },
    'queries getPointToSave': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => getPointToSave(context, checked, 1),
    },
    'queries readableDraft': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => readableDraft(context, checked, 1),
    },
    'commands uploadDraft': {
      ...{ ...NAMED, notFound: NOT_FOUND },
      run: async (context, { checked }) => {
        const file = await receivedFile(context, 'Draft.pdf', pdfOfPages(['One']));
        return uploadDraft(context, checked, { receivedOn: '2026-11-27' }, file);
      },
    },
    'commands recordOpening': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => recordOpening(context, checked, 1),
    },
    'commands savePoint': {
      ...{ ...NAMED, notFound: NOT_FOUND },
      run: (context, { checked }) => savePoint(context, pointInput({ inspection: checked })),
    },
    'commands removePoint': {
      ...{ ...NAMED, notFound: NOT_FOUND },
      run: (context, { checked }) => removePoint(context, { inspection: checked, point: 1, version: 1 }),
    },
    'commands exportPoints': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => exportPoints(context, checked),
    },
    'commands recordPointsPdf': {
      ...{ ...NAMED, notFound: null },
      run: (context, { checked }) => recordPointsPdf(context, checked, { count: 1, sha256: '0'.repeat(64) }),
    },
    'commands removeDraft': {
      ...{ ...NAMED, notFound: NOT_FOUND },
      run: (context, { checked }) => removeDraft(context, { inspection: checked, draft: 1 }),
    },
  },
});
