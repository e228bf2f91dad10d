'use server';
import { z } from 'zod';
import { importResults, importValues, undoResults, undoValues } from '#lib/exchange/imports/commands.ts';
import { importForm } from '#lib/exchange/imports/import-form.ts';
import {
  previewResults,
  previewValues,
  RESULT_IMPORT,
  RESULT_UNDO,
  VALUE_IMPORT,
  VALUE_UNDO,
} from '#lib/exchange/imports/queries.ts';
import type { UndoInput, UndoResult } from '#lib/exchange/imports/run-undo.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type CouncilForm, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { describeSourced, plainValue } from '#lib/record/measures/values.ts';
import { describeResultFacts } from '#lib/record/results/facts.ts';
import { resultName } from '#lib/record/results/rules.ts';

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
