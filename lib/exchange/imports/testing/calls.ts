import { ACTION_IMPORT_COLUMNS } from '#lib/exchange/imports/action-list.ts';
import { CASE_COLUMNS } from '#lib/exchange/imports/case-list.ts';
import {
  importActions,
  importCases,
  importResults,
  importReturnList,
  importSessions,
  importValues,
  undoResults,
  undoValues,
} from '#lib/exchange/imports/commands.ts';
import {
  getImportUndo,
  previewActions,
  previewCases,
  previewResults,
  previewReturnList,
  previewSessions,
  previewValues,
} from '#lib/exchange/imports/queries.ts';
import { SESSION_IMPORT_COLUMNS } from '#lib/exchange/imports/session-list.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { readCsv } from '#lib/kernel/csv.ts';
import { saveRegister } from '#lib/record/cases/commands.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { startReturn } from '#lib/record/returns/commands.ts';
import {
  importFile,
  inspectionInput,
  itemFile,
  namedPerson,
  registerInput,
  resultFile,
  resultRow,
  returnInput,
} from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const CASES = readCsv('Reference,Team\nEXA-000001,North\n', CASE_COLUMNS, 10);

const ACTIONS = readCsv('Action,Priority\nShorter waits,High\n', ACTION_IMPORT_COLUMNS, 10);

const SESSIONS = readCsv(
  'Title,Date,Starts at,Ends at\nInterview,11/1/2027,9am,10am\n',
  SESSION_IMPORT_COLUMNS,
  10,
);

export const CALLS = nounCalls({
  make: async (council) => {
    const { as } = council;
    const { number: inspection } = await startInspection(as.lead, inspectionInput());
    const keeper = await namedPerson(council, [inspection], 'keeper');
    await saveRegister(keeper, registerInput({ inspection }));
    await startReturn(as.lead, returnInput({ inspection, origin: 'regulator' }));
    const file = importFile(['Average wait for home care', '2019-20', '9']);
    const tried = await previewValues(as.lead, file);
    await importValues(as.lead, file, tried.ok ? tried.fingerprint : '');
    const seq = (await listActivity(as.lead, {}, 1)).entries[0]?.seq ?? 0;
    return { inspection, about: { inspection, list: 1 }, seq };
  },
  calls: {
    'queries previewActions': {
      permission: 'improvement:edit',
      run: (context) => previewActions(context, ACTIONS),
    },
    'commands importActions': {
      permission: 'improvement:edit',
      run: async (context) => {
        const tried = await previewActions(context, ACTIONS);
        return importActions(context, ACTIONS, tried.ok ? tried.fingerprint : '');
      },
    },
    'queries previewSessions': {
      permission: 'visit:manage',
      notFound: null,
      run: (context, { inspection }) => previewSessions(context, inspection, SESSIONS),
    },
    'commands importSessions': {
      permission: 'visit:manage',
      notFound: null,
      run: async (context, { inspection }) => {
        const tried = await previewSessions(context, inspection, SESSIONS);
        return importSessions(context, inspection, SESSIONS, tried?.ok ? tried.fingerprint : '');
      },
    },
    'queries previewCases': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: null,
      run: (context, { inspection }) => previewCases(context, inspection, CASES),
    },
    'commands importCases': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: null,
      run: async (context, { inspection }) => {
        const tried = await previewCases(context, inspection, CASES);
        return importCases(context, inspection, CASES, tried?.ok ? tried.fingerprint : '');
      },
    },
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
    'queries previewReturnList': {
      permission: 'return:manage',
      notFound: null,
      run: (context, { about }) =>
        previewReturnList(context, itemFile(['7', 'Waiting times']), new Map(), about),
    },
    'commands importReturnList': {
      permission: 'return:manage',
      notFound: null,
      run: async (context, { about }) => {
        const file = itemFile(['7', 'Waiting times']);
        const tried = await previewReturnList(context, file, new Map(), about);
        return importReturnList(context, file, tried?.ok ? tried.fingerprint : '', new Map(), about);
      },
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
  withoutPermission: { 'queries caseImport': 'reads nothing by itself: part of a permitted import' },
});
