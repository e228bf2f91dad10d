import 'server-only';
import type { PlannedAction } from '#lib/exchange/imports/action-list.ts';
import { ACTION_IMPORT } from '#lib/exchange/imports/action-plan.ts';
import { CASE_COLUMNS, type PlannedCase, planCases } from '#lib/exchange/imports/case-list.ts';
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
import type { PlannedItem } from '#lib/exchange/imports/return-list.ts';
import { returnImport } from '#lib/exchange/imports/return-plan.ts';
import type { Answers, ImportPreview } from '#lib/exchange/imports/rules.ts';
import { type ImportKind, plannedImport, previewImport } from '#lib/exchange/imports/run-import.ts';
import { loadUndo, type UndoKind } from '#lib/exchange/imports/run-undo.ts';
import { type PlannedSession, SESSION_IMPORT_COLUMNS } from '#lib/exchange/imports/session-list.ts';
import { sessionImport } from '#lib/exchange/imports/session-plan.ts';
import {
  type OptionalValueColumn,
  VALUE_COLUMNS,
  type ValueColumn,
} from '#lib/exchange/imports/value-row.ts';
import type { CsvRead } from '#lib/kernel/csv.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadCases, loadRegister } from '#lib/record/cases/queries.ts';
import { isOpen, MAX_CASES, type Register } from '#lib/record/cases/rules.ts';
import { type NamedInspection, namedRead } from '#lib/record/inspections/named-gate.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { plainValue } from '#lib/record/measures/values.ts';
import {
  type OptionalColumn,
  RESULT_COLUMNS,
  type RequiredColumn,
} from '#lib/record/results/import-columns.ts';
import { loadAuthorities, loadResults } from '#lib/record/results/queries.ts';
import {
  type OptionalColumn as OptionalItemColumn,
  RETURN_COLUMNS,
  type RequiredColumn as RequiredItemColumn,
} from '#lib/record/returns/import-columns.ts';
import { loadLists } from '#lib/record/returns/queries.ts';
import { isChangeable, MAX_ITEMS } from '#lib/record/returns/rules.ts';
import { loadVisitInspection } from '#lib/record/visits/queries.ts';
import { MAX_SESSIONS } from '#lib/record/visits/rules.ts';

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

/** The parsed rows of a list of items. */
export type ListFile = CsvRead<RequiredItemColumn, OptionalItemColumn>;

/** The list of an inspection that a file is imported into. */
export type AboutReturn = { readonly inspection: number; readonly list: number };

/** The import of a new version of a list of an inspection. */
export const RETURN_IMPORT = {
  permission: 'return:manage',
  columns: RETURN_COLUMNS,
  maxRows: MAX_ITEMS,
} as const;

/** Shows the effect of a list. Writes nothing. Null: there is no such list, or it cannot be changed. */
export async function previewReturnList(
  context: CouncilContext,
  file: ListFile,
  answers: Answers,
  { inspection, list }: AboutReturn,
): Promise<ImportPreview<PlannedItem> | null> {
  requirePermission(context, RETURN_IMPORT.permission);
  return read(
    context,
    async (db) => {
      const [found] = await loadLists(db, { inspection, list });
      return found && isChangeable(found) ? plannedImport(returnImport(found), db, file, answers) : null;
    },
    { needsRows: true },
  );
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

/** A file of cases. */
export type CaseFile = CsvRead<string, string>;

/** What a file of cases may be. How it is planned depends on the register: see `caseImport`. */
export const CASE_IMPORT: Pick<
  ImportKind<string, string, PlannedCase>,
  'permission' | 'columns' | 'maxRows'
> = { permission: 'named:work', columns: CASE_COLUMNS, maxRows: MAX_CASES.max };

/** The import of cases into a register. */
export function caseImport(
  { example }: Register,
  inspection: NamedInspection,
): Pick<ImportKind<string, string, PlannedCase>, 'plan' | 'step'> {
  return {
    plan: async (db, rows) => planCases(rows, example, await loadCases(db, inspection.id)),
    step: ({ line, before, after }) => [line, before?.number ?? null, before?.version ?? null, after],
  };
}

/** Shows the effect of a file of cases. Writes nothing. Null: no open register, or see `namedRead`. */
export function previewCases(
  context: CouncilContext,
  inspection: number,
  file: CaseFile,
): Promise<ImportPreview<PlannedCase> | null> {
  return namedRead(context, inspection, 'cases:keep', async (db, at) => {
    const register = await loadRegister(db, at.id);
    return isOpen(register) ? plannedImport(caseImport(register, at), db, file, new Map()) : null;
  });
}

/** A file of sessions of a visit. */
export type SessionFile = CsvRead<string, string>;

/** What a file of sessions may be. How it is planned depends on the visit: see `sessionImport`. */
export const SESSION_IMPORT: Pick<
  ImportKind<string, string, PlannedSession>,
  'permission' | 'columns' | 'maxRows'
> = { permission: 'visit:manage', columns: SESSION_IMPORT_COLUMNS, maxRows: MAX_SESSIONS.max };

/** Shows the effect of a file of sessions. Writes nothing. Null: no open inspection of that number. */
export async function previewSessions(
  context: CouncilContext,
  inspection: number,
  file: SessionFile,
): Promise<ImportPreview<PlannedSession> | null> {
  requirePermission(context, SESSION_IMPORT.permission);
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    return found?.state === 'open' ? plannedImport(sessionImport(found), db, file, new Map()) : null;
  });
}

/** A file of actions of the improvement plan. */
export type ActionFile = CsvRead<string, string>;

/** Shows the effect of a file of actions. Writes nothing. Nobody who edits actions has scores hidden from them. */
export function previewActions(
  context: CouncilContext,
  file: ActionFile,
): Promise<ImportPreview<PlannedAction>> {
  return previewImport(ACTION_IMPORT, context, file);
}
