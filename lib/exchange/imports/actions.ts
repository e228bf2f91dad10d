'use server';
import { z } from 'zod';
import { importResults, importValues, undoResults, undoValues } from '#lib/exchange/imports/commands.ts';
import type { Undone } from '#lib/exchange/imports/decisions.ts';
import { importForm } from '#lib/exchange/imports/import-form.ts';
import {
  previewResults,
  previewValues,
  RESULT_IMPORT,
  RESULT_UNDO,
  VALUE_IMPORT,
  VALUE_UNDO,
} from '#lib/exchange/imports/queries.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { describeSourced, plainValue } from '#lib/record/measures/values.ts';
import { describeResultFacts, resultName } from '#lib/record/results/rules.ts';

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
    missing: 'Select a CSV file, or enter rows',
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

const UNDO_FORM = {
  fields: [],
  hidden: ['seq'],
  schema: z.object({ seq: versionField(1, 'Open this page again from Activity') }),
} as const;

/** Answers to undoing. `list`: the address of what was imported. A refusal shows the page again with its reasons. */
function undoOutcomes(list: (council: string) => string) {
  const refusal = (why: string) => ({
    errors: [{ field: '', message: `Nothing was undone because ${why}` } as const],
    redraw: true as const,
  });
  return {
    undone: (_: unknown, { council }: { readonly council: string }): Done => ({
      to: list(council),
      flash: 'Import undone',
    }),
    'already undone': ({ undone: { by, at } }: { readonly undone: Undone }) =>
      refusal(`${by} already undid this import on ${formatDateTime(at)}`),
    refused: refusal('something has changed since you opened this page'),
    'not recorded': refusal('the service did not record what this import replaced'),
    'not found': NOT_FOUND,
  };
}

export const undoValuesAction = formAction({
  name: 'undoValues',
  permission: VALUE_UNDO.permission,
  ...UNDO_FORM,
  run: undoValues,
  outcomes: undoOutcomes(routes.measures),
});

export const undoResultsAction = formAction({
  name: 'undoResults',
  permission: RESULT_UNDO.permission,
  ...UNDO_FORM,
  run: undoResults,
  outcomes: undoOutcomes(routes.results),
});
