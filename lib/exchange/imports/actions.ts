'use server';
import { z } from 'zod';
import { ACTION_IMPORT } from '#lib/exchange/imports/action-plan.ts';
import { describeCase } from '#lib/exchange/imports/case-list.ts';
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
import { importForm } from '#lib/exchange/imports/import-form.ts';
import {
  CASE_IMPORT,
  previewActions,
  previewCases,
  previewResults,
  previewReturnList,
  previewSessions,
  previewValues,
  RESULT_IMPORT,
  RESULT_UNDO,
  RETURN_IMPORT,
  SESSION_IMPORT,
  VALUE_IMPORT,
  VALUE_UNDO,
} from '#lib/exchange/imports/queries.ts';
import { type PlannedItem, pastedList } from '#lib/exchange/imports/return-list.ts';
import type { UndoInput, UndoResult } from '#lib/exchange/imports/run-undo.ts';
import { describeSession } from '#lib/exchange/imports/session-list.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatList, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { wordDifferences } from '#lib/kernel/word-differences.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type CouncilForm, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { inspectionField } from '#lib/record/cases/schema.ts';
import { describeSourced, plainValue } from '#lib/record/measures/values.ts';
import { describeResultFacts } from '#lib/record/results/facts.ts';
import { resultName } from '#lib/record/results/rules.ts';
import { ROW_PART_NAMES, type RowPart } from '#lib/record/returns/list-versions.ts';
import { ITEM_KIND_NAMES, type ListRow } from '#lib/record/returns/rules.ts';

// Without JavaScript the text is sent to the server more than once, and Next limits a form to 4MB.
const LONGEST = 150_000;
const VALUES_SHOWN = 200;

const CAN_UNDO = 'To undo this, open the import in Activity';

const valuesForm = importForm(VALUE_IMPORT, {
  name: 'importValues',
  tryOut: previewValues,
  carryOut: importValues,
  limits: {
    bytes: LONGEST * 4,
    characters: LONGEST,
    tooLong: `The rows must be ${formatNumber(LONGEST)} characters or less. Split them into smaller files`,
    missing: 'Select a CSV file or paste the rows',
  },
  /** The first values that would be added or changed. */
  show: (rows) =>
    rows
      .filter(({ change }) => change !== 'unchanged')
      .slice(0, VALUES_SHOWN)
      .map(({ line, measure, given, before }) => ({
        line,
        measure: measure.name,
        period: formatPeriod(given.period),
        before: before && describeSourced(plainValue(before), measure.unit),
        after: describeSourced(plainValue(given), measure.unit),
      })),
  done: (council, changes) => ({
    to: routes.measures(council),
    flash:
      changes === 0
        ? 'Nothing to import: your council already has these values'
        : `${formatCount(changes, 'value')} imported. ${CAN_UNDO}`,
  }),
});

export type ImportValuesState = StateOf<typeof importValuesAction>;
export const importValuesAction = formAction(valuesForm);

const MAX_BYTES = 500_000;

const resultsForm = importForm(RESULT_IMPORT, {
  name: 'importResults',
  tryOut: previewResults,
  carryOut: importResults,
  limits: {
    bytes: MAX_BYTES,
    characters: MAX_BYTES,
    tooLong: 'The selected file must be smaller than 500KB',
    missing: 'Select a CSV file that is not empty',
  },
  unreadable: (problems) => ({ status: 'unreadable' as const, problems }),
  show: (rows) =>
    rows.map(({ line, change, council, id, before, after }) => ({
      line,
      change,
      name: resultName(council, id),
      before: before && describeResultFacts(before),
      after: describeResultFacts(after),
    })),
  done: (council, changes) => ({
    to: routes.results(council),
    flash:
      changes === 0
        ? 'Nothing to import: your council already has these results'
        : `${formatCount(changes, 'result')} added or corrected. ${CAN_UNDO}`,
  }),
});

export type ImportResultsState = StateOf<typeof importResultsAction>;
export const importResultsAction = formAction(resultsForm);

const numberField = versionField(1, 'Open this page again from the inspection');
const ITEMS_SHOWN = 100;

const returnForm = importForm(RETURN_IMPORT, {
  name: 'importReturnList',
  about: { inspection: numberField, list: numberField },
  plain: pastedList,
  takesWorkbooks: true,
  tryOut: previewReturnList,
  carryOut: importReturnList,
  limits: {
    bytes: 2_000_000,
    characters: 500_000,
    tooLong: 'The list must be 500,000 characters or less, and its file smaller than 2MB',
    missing: 'Select a file or paste the list',
  },
  /** The first items that would be added, changed or no longer be asked for. */
  show: (rows) =>
    rows
      .filter(({ change }) => change !== 'unchanged')
      .slice(0, ITEMS_SHOWN)
      .map(({ line, change, before, after, ...row }) => ({
        ...{ line, change },
        number: (after ?? before)?.number ?? '',
        heading: (after ?? before)?.heading ?? '',
        asked: (after ?? before)?.asked ?? '',
        words:
          before && after && before.asked !== after.asked ? wordDifferences(before.asked, after.asked) : null,
        what: whatChanged(row, before, after),
        answers: before?.answers.length ?? 0,
      })),
  done: (council, changes, { inspection, list }) => ({
    to: routes.returnList(council, inspection, list),
    flash:
      changes === 0
        ? 'Nothing to import: the list is the same'
        : `${formatCount(changes, 'item')} imported or changed. Every version is kept under Versions`,
  }),
});

/** The changes of an item beside its wording, in words. */
function whatChanged(
  { parts, isMoved, owner, dueOn }: Pick<PlannedItem, 'parts' | 'isMoved' | 'owner' | 'dueOn'>,
  before: PlannedItem['before'],
  after: PlannedItem['after'],
): readonly string[] {
  return [
    ...parts.flatMap((part) =>
      part === 'asked' || !before || !after
        ? []
        : [`${ROW_PART_NAMES[part]}: ${inWords(before, part)} becomes ${inWords(after, part)}`],
    ),
    ...(isMoved ? ['Moved down the list'] : []),
    ...(owner === undefined ? [] : [owner ? `Owner: ${owner.name}` : 'No owner']),
    ...(dueOn === undefined ? [] : [dueOn ? `Due ${formatDate(dueOn)}` : 'Due with the list']),
  ];
}

function inWords(row: ListRow, part: Exclude<RowPart, 'asked'>): string {
  const text =
    part === 'kind'
      ? ITEM_KIND_NAMES[row.kind]
      : part === 'statements'
        ? formatList(row.statements.map((id) => knownStatement(id).name))
        : row[part];
  return text === '' ? 'none' : `“${text}”`;
}

export type ImportReturnState = StateOf<typeof importReturnAction>;
export const importReturnAction = formAction(returnForm);
const casesForm = importForm(CASE_IMPORT, {
  name: 'importCases',
  about: { inspection: inspectionField },
  takesWorkbooks: true,
  tryOut: (context, file, _answers, { inspection }) => previewCases(context, inspection, file),
  carryOut: (context, file, fingerprint, _answers, { inspection }) =>
    importCases(context, inspection, file, fingerprint),
  limits: {
    bytes: MAX_BYTES,
    characters: MAX_BYTES,
    tooLong: 'The selected file must be smaller than 500KB',
    missing: 'Select a file or paste the rows',
  },
  show: (rows) =>
    rows
      .filter(({ change }) => change !== 'unchanged')
      .map(({ line, change, ...row }) => ({
        ...{ line, change, reference: row.after.reference, what: describeCase(row) },
      })),
  done: (council, changes, { inspection }) => ({
    to: routes.cases(council, inspection),
    flash:
      changes === 0
        ? 'Nothing to import: the register already has these cases'
        : `${formatCount(changes, 'case')} imported`,
  }),
});

export type ImportCasesState = StateOf<typeof importCasesAction>;
export const importCasesAction = formAction(casesForm);

/** What the forms that undo imports share. `list`: the address of what was imported. */
function undoForm(
  list: (council: string) => string,
): Omit<CouncilForm<never, 'seq', UndoInput, UndoResult>, 'name' | 'permission' | 'run'> {
  // The page then shows the reasons.
  const refusal = (why: string) =>
    ({ errors: [{ field: '', message: `Nothing was undone because ${why}` }], redraw: true }) as const;
  return {
    fields: [],
    hidden: ['seq'],
    schema: z.object({ seq: versionField(1, 'Open this page again from Activity') }),
    outcomes: {
      undone: (_, { council }) => ({ to: list(council), flash: 'Import undone' }),
      'already undone': refusal('this import is already undone'),
      refused: refusal('something has changed since you opened this page'),
      'not recorded': refusal('the service did not record what this import replaced'),
      'not found': NOT_FOUND,
    },
  };
}

export const undoValuesAction = formAction({
  name: 'undoValues',
  permission: VALUE_UNDO.permission,
  run: undoValues,
  ...undoForm(routes.measures),
});

export const undoResultsAction = formAction({
  name: 'undoResults',
  permission: RESULT_UNDO.permission,
  run: undoResults,
  ...undoForm(routes.results),
});

const sessionsForm = importForm(SESSION_IMPORT, {
  name: 'importSessions',
  about: { inspection: inspectionField },
  takesWorkbooks: true,
  tryOut: (context, file, _answers, { inspection }) => previewSessions(context, inspection, file),
  carryOut: (context, file, fingerprint, _answers, { inspection }) =>
    importSessions(context, inspection, file, fingerprint),
  limits: {
    bytes: MAX_BYTES,
    characters: MAX_BYTES,
    tooLong: 'The selected file must be smaller than 500KB',
    missing: 'Select a file or paste the rows',
  },
  show: (rows) =>
    rows
      .filter(({ change }) => change !== 'unchanged')
      .map(({ line, change, after }) => ({ line, change, title: after.title, what: describeSession(after) })),
  done: (council, changes, { inspection }) => ({
    to: routes.visit(council, inspection),
    flash:
      changes === 0
        ? 'Nothing to import: the visit already has these sessions'
        : `${formatCount(changes, 'session')} imported`,
  }),
});

export type ImportSessionsState = StateOf<typeof importSessionsAction>;
export const importSessionsAction = formAction(sessionsForm);

const actionsForm = importForm(ACTION_IMPORT, {
  name: 'importActions',
  takesWorkbooks: true,
  tryOut: previewActions,
  carryOut: importActions,
  limits: {
    bytes: 2_000_000,
    characters: 500_000,
    tooLong: 'The actions must be 500,000 characters or less, and their file smaller than 2MB',
    missing: 'Select a file or paste the rows',
  },
  show: (rows) =>
    rows
      .filter(({ change }) => change !== 'unchanged')
      .slice(0, ITEMS_SHOWN)
      .map(({ line, change, after, differences }) => ({ line, change, title: after.title, differences })),
  done: (council, changes) => ({
    to: routes.improvement(council),
    flash:
      changes === 0
        ? 'Nothing to import: the plan already has these actions'
        : `${formatCount(changes, 'action')} imported`,
  }),
});

export type ImportActionsState = StateOf<typeof importActionsAction>;
export const importActionsAction = formAction(actionsForm);
