import 'server-only';
import { decideUndo, type UndoDecision, type Undone, type UndoRow } from '#lib/exchange/imports/decisions.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import type { EventOf, EventType, NewEvent } from '#lib/platform/audit/events.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilRead, CouncilWrite } from '#lib/platform/db/read.ts';

/** A noun's definition of undoing an import: its event, and what became of its rows. */
export type UndoKind<Type extends EventType, Row extends UndoRow> = {
  readonly permission: Permission;
  /** The type of the import's event. */
  readonly type: Type;
  /** Null if the event lacks what the import replaced. */
  readonly rows: (db: CouncilRead, data: EventOf<Type>['data']) => Promise<readonly Row[] | null>;
};

/** How a noun undoes an import. */
type UndoWork<Row extends UndoRow> = {
  /** Locks the data that the rows change, until the transaction ends. */
  readonly lock: (db: CouncilWrite) => Promise<unknown>;
  readonly putBack: (db: CouncilWrite, rows: readonly Row[]) => Promise<void>;
  /** `subject`: the number of the import's event. */
  readonly event: (subject: string, rows: readonly Row[]) => NewEvent;
};

/** `seq`: the number of the import's event. */
export type UndoInput = { readonly seq: number };

export type UndoResult =
  | { readonly outcome: 'undone' | 'not found' }
  | Exclude<UndoDecision<UndoRow>, { readonly outcome: 'undo' }>;

/** The import that event `seq` records, and whether it can be undone. Null: no import of this kind. */
export async function loadUndo<Type extends EventType, Row extends UndoRow>(
  { type, rows }: UndoKind<Type, Row>,
  db: CouncilRead,
  seq: number,
): Promise<{ readonly by: string; readonly at: Date; readonly decision: UndoDecision<Row> } | null> {
  const { tx, context } = db;
  const event = await tx.auditEvent.findUnique({
    where: { councilId_seq: { councilId: context.council.id, seq }, type },
    select: { data: true, actorName: true, at: true },
  });
  if (!event) return null;
  const { data, actorName: by, at } = event;
  const undone = await loadUndone(db, seq);
  const decision = decideUndo(undone, undone ? null : await rows(db, data as EventOf<Type>['data']));
  return { by, at, decision };
}

/** The event that undid the import of event `seq`. */
export async function loadUndone({ tx, context }: CouncilRead, seq: number): Promise<Undone | null> {
  const types: EventType[] = ['measures.import-undone', 'results.import-undone'];
  const event = await tx.auditEvent.findFirst({
    where: { councilId: context.council.id, subject: String(seq), type: { in: types } },
    select: { seq: true, actorName: true, at: true },
  });
  return event && { seq: event.seq, by: event.actorName, at: event.at };
}

/** Undoes the import that event `seq` records, if every row is still as imported: all of it or nothing. */
export function undoImport<Type extends EventType, Row extends UndoRow>(
  kind: UndoKind<Type, Row>,
  { lock, putBack, event }: UndoWork<Row>,
  context: CouncilContext,
  seq: number,
): Promise<UndoResult> {
  return auditedWrite<UndoResult>(context, kind.permission, async (db) => {
    await lock(db);
    const { decision } = (await loadUndo(kind, db, seq)) ?? {};
    if (!decision) return unchanged({ outcome: 'not found' });
    if (decision.outcome !== 'undo') return unchanged(decision);
    await putBack(db, decision.rows);
    return { result: { outcome: 'undone' }, event: event(String(seq), decision.rows) };
  });
}
