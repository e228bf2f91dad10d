import 'server-only';
import {
  type ResultToPutBack,
  resultsToPutBack,
  type UndoDecision,
  type UndoRow,
  type ValueToPutBack,
  valuesToPutBack,
} from '#lib/exchange/imports/decisions.ts';
import { type PlannedValue, planValues, VALUE_ROWS } from '#lib/exchange/imports/measure-values.ts';
import { type PlannedResult, planResults, RESULT_ROWS } from '#lib/exchange/imports/published-results.ts';
import type { Answers, ImportPreview } from '#lib/exchange/imports/rules.ts';
import { type ImportKind, previewImport } from '#lib/exchange/imports/run-import.ts';
import { loadUndo, type UndoKind } from '#lib/exchange/imports/run-undo.ts';
import {
  type OptionalValueColumn,
  VALUE_COLUMNS,
  type ValueColumn,
} from '#lib/exchange/imports/value-row.ts';
import type { CsvRead } from '#lib/kernel/csv.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { plainValue } from '#lib/record/measures/values.ts';
import {
  type OptionalColumn,
  RESULT_COLUMNS,
  type RequiredColumn,
} from '#lib/record/results/import-columns.ts';
import { loadAuthorities, loadResults } from '#lib/record/results/queries.ts';

/** The parsed rows of a file of values. */
export type ValueFile = CsvRead<ValueColumn, OptionalValueColumn>;

/** The import of a file of measure values. */
export const VALUE_IMPORT: ImportKind<ValueColumn, OptionalValueColumn, PlannedValue> = {
  permission: 'measures:edit',
  columns: VALUE_COLUMNS,
  maxRows: VALUE_ROWS,
  plan: async (db, rows, options) =>
    planValues(rows, await loadMeasures(db), { ...options, asOf: db.context.now() }),
  step: ({ measure, given, before }) => [
    measure.key,
    plainValue(given),
    before && [before.id, before.version],
  ],
};

/** Shows the effect of a file of values. Writes nothing. */
export function previewValues(
  context: CouncilContext,
  file: ValueFile,
  answers?: Answers,
): Promise<ImportPreview<PlannedValue>> {
  return previewImport(VALUE_IMPORT, context, file, answers);
}

/** The parsed rows of a file of published results. */
export type ResultFile = CsvRead<RequiredColumn, OptionalColumn>;

/** The import of a file of published results, which replace or add to the shipped ones in this council's view. */
export const RESULT_IMPORT: ImportKind<RequiredColumn, OptionalColumn, PlannedResult> = {
  permission: 'results:manage',
  columns: RESULT_COLUMNS,
  maxRows: RESULT_ROWS,
  async plan(db, rows) {
    return planResults(rows, await loadAuthorities(db), await loadResults(db), db.context.now());
  },
  step: ({ id, before, after }) => [id, before, after],
};

/** Shows the effect of a file of published results. Writes nothing. */
export function previewResults(
  context: CouncilContext,
  file: ResultFile,
): Promise<ImportPreview<PlannedResult>> {
  return previewImport(RESULT_IMPORT, context, file);
}

export const VALUE_UNDO: UndoKind<'measures.imported', ValueToPutBack> = {
  permission: VALUE_IMPORT.permission,
  type: 'measures.imported',
  rows: async (db, { values }) => valuesToPutBack(values, await loadMeasures(db)),
};

export const RESULT_UNDO: UndoKind<'results.imported', ResultToPutBack> = {
  permission: RESULT_IMPORT.permission,
  type: 'results.imported',
  rows: async (db, { changes }) => resultsToPutBack(changes, await loadResults(db)),
};

/** What undoing an import would do, or why it cannot be undone. `by` and `at`: of the import. */
export type ImportUndo = {
  readonly of: 'values' | 'results';
  readonly by: string;
  readonly at: Date;
  readonly decision: UndoDecision<UndoRow>;
};

/** Null if event `seq` is no import, or one that this person may not undo. */
export async function getImportUndo(context: CouncilContext, seq: number): Promise<ImportUndo | null> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const values = can(context, VALUE_UNDO.permission) && (await loadUndo(VALUE_UNDO, db, seq));
    if (values) return { of: 'values', ...values };
    const results = can(context, RESULT_UNDO.permission) && (await loadUndo(RESULT_UNDO, db, seq));
    return results ? { of: 'results', ...results } : null;
  });
}
