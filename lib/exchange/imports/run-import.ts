import 'server-only';
import { createHash } from 'node:crypto';
import type { Answers, ImportPlan, ImportPreview, PlannedRow } from '#lib/exchange/imports/rules.ts';
import type { CsvColumns, CsvRead, CsvRow } from '#lib/kernel/csv.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { type Permission, requirePermission } from '#lib/platform/access/permissions.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { type CouncilRead, type CouncilWrite, read } from '#lib/platform/db/read.ts';

/** A noun's definition of an import: its columns, its plan and its permission. */
export type ImportKind<Required extends string, Optional extends string, Row extends PlannedRow> = {
  readonly permission: Permission;
  readonly columns: CsvColumns<Required, Optional>;
  readonly maxRows: number;
  /** `commaIsDecimal`: the cells are not separated by commas, so a comma in a number may be a decimal sign. */
  readonly plan: (
    db: CouncilRead,
    rows: readonly CsvRow<Required, Optional>[],
    options: { readonly answers: Answers; readonly commaIsDecimal: boolean },
  ) => Promise<ImportPlan<Row>>;
  /** The part of a row that is confirmed, including its previous state. */
  readonly step: (row: Row) => unknown;
};

type PlanOf<R extends string, O extends string, Row extends PlannedRow> = Pick<
  ImportKind<R, O, Row>,
  'plan' | 'step'
>;

/** How a noun carries out a plan. */
export type ImportWork<Row extends PlannedRow> = {
  /** Locks the data that the rows change, until the transaction ends. */
  readonly lock: (db: CouncilWrite) => Promise<unknown>;
  /** `rows`: the whole file, with what stays. */
  readonly apply: (db: CouncilWrite, changes: readonly Row[], rows: readonly Row[]) => Promise<void>;
  readonly event: (changes: readonly Row[], rows: readonly Row[]) => NewEvent;
};

export type ImportResult<Row> =
  | { readonly outcome: 'imported'; readonly changes: number }
  /** The council already has every row. */
  | { readonly outcome: 'unchanged' }
  /** The plan is not the confirmed one: the data has changed since, or the file has problems. */
  | { readonly outcome: 'conflict'; readonly tried: ImportPreview<Row> };

/** Dry run: plans the import of a file. Writes nothing. */
export async function previewImport<R extends string, O extends string, Row extends PlannedRow>(
  kind: ImportKind<R, O, Row>,
  context: CouncilContext,
  file: CsvRead<R, O>,
  answers: Answers = new Map(),
): Promise<ImportPreview<Row>> {
  requirePermission(context, kind.permission);
  return read(context, (db) => plannedImport(kind, db, file, answers));
}

/** Imports a file exactly as in the plan with this fingerprint: all of it or nothing. */
export function applyImport<R extends string, O extends string, Row extends PlannedRow>(
  kind: ImportKind<R, O, Row>,
  work: ImportWork<Row>,
  context: CouncilContext,
  file: CsvRead<R, O>,
  fingerprint: string,
  answers: Answers = new Map(),
): Promise<ImportResult<Row>> {
  return auditedWrite(context, kind.permission, (db) =>
    importWithin(kind, work, db, file, fingerprint, answers),
  );
}

/** The same within a write that has found what the rows are about, and whether this person may change it. */
export async function importWithin<R extends string, O extends string, Row extends PlannedRow>(
  kind: PlanOf<R, O, Row>,
  { lock, apply, event }: ImportWork<Row>,
  db: CouncilWrite,
  file: CsvRead<R, O>,
  fingerprint: string,
  answers: Answers,
): Promise<Written<ImportResult<Row>>> {
  await lock(db);
  const decision = decide(await plannedImport(kind, db, file, answers), fingerprint);
  if (decision.outcome !== 'import') return unchanged(decision);
  const { changes, rows } = decision;
  await apply(db, changes, rows);
  return { result: { outcome: 'imported', changes: changes.length }, event: event(changes, rows) };
}

type Decision<Row> =
  | Exclude<ImportResult<Row>, { readonly outcome: 'imported' }>
  | { readonly outcome: 'import'; readonly changes: readonly Row[]; readonly rows: readonly Row[] };

function decide<Row extends PlannedRow>(tried: ImportPreview<Row>, fingerprint: string): Decision<Row> {
  if (!tried.ok) return { outcome: 'conflict', tried };
  const { rows } = tried;
  const changes = rows.filter(({ change }) => change !== 'unchanged');
  // Before the fingerprint check: a form sent twice finds its own changes, which are not a conflict.
  if (changes.length === 0) return { outcome: 'unchanged' };
  if (tried.fingerprint !== fingerprint) return { outcome: 'conflict', tried };
  return { outcome: 'import', changes, rows };
}

/** Plans an import within a read that has found what the rows are about, and whether this person may see it. */
export async function plannedImport<R extends string, O extends string, Row extends PlannedRow>(
  kind: PlanOf<R, O, Row>,
  db: CouncilRead,
  file: CsvRead<R, O>,
  answers: Answers,
): Promise<ImportPreview<Row>> {
  if (!file.ok) return file;
  const plan = await kind.plan(db, file.rows, { answers, commaIsDecimal: file.separator !== ',' });
  const { rows, problems, questions } = plan;
  if (problems.length > 0) return { ok: false, problems };
  const notes = [...file.notes, ...plan.notes];
  if (questions.length > 0) return { ok: false, problems: [], questions, notes };
  const steps = JSON.stringify(rows.map(kind.step));
  return { ok: true, rows, notes, fingerprint: createHash('sha256').update(steps).digest('hex') };
}
