import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import type { Log } from '#lib/record/case-logs/rules.ts';
import { loadRegister } from '#lib/record/cases/queries.ts';
import type { Register } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';
import { type NamedInspection, namedRead } from '#lib/record/inspections/named-gate.ts';
import { loadNamed } from '#lib/record/inspections/queries.ts';

export type LogsView = {
  readonly inspection: NamedInspection;
  /** Null: it was not opened yet. */
  readonly register: Register | null;
  /** A writer’s own, or all. */
  readonly logs: readonly Log[];
};

/** The reflective logs of an inspection that this person may see. Null: see `namedRead`. */
export function listLogs(context: CouncilContext, number: number): Promise<LogsView | null> {
  return namedRead(context, number, 'logs:read', async (db, inspection) => ({
    inspection,
    register: await loadRegister(db, inspection.id),
    logs: await loadLogs(db, inspection.id),
  }));
}

export type LogView = {
  readonly inspection: NamedInspection;
  readonly register: Register | null;
  readonly log: Log;
  /** Whether this person may change it now, and whether they may review it. `own`: they would, were it not their own. */
  readonly mayWrite: boolean;
  readonly mayReview: boolean | 'own';
};

/** One reflective log. Null: none of that number that this person sees, or see `namedRead`. */
export function getLog(context: CouncilContext, number: number, of: number): Promise<LogView | null> {
  return namedRead(context, number, 'logs:read', async (db, inspection) => {
    const [log] = await loadLogs(db, inspection.id, { number: of });
    if (!log) return null;
    const isKeeper = mayAs(inspection.parts, 'logs:review');
    return {
      inspection,
      register: await loadRegister(db, inspection.id),
      log,
      mayWrite: log.state === 'writing' && (isKeeper || log.owner.id === context.person.id),
      mayReview:
        isKeeper && log.state === 'for_review' && (log.owner.id === context.person.id ? 'own' : true),
    };
  });
}

export type NewLogView = {
  readonly inspection: NamedInspection;
  readonly register: Register | null;
  /** Whose log it can be. Null: only the person’s own. */
  readonly owners: readonly { readonly value: string; readonly label: string }[] | null;
};

/** What a new reflective log starts from. Null: see `namedRead`. */
export function getNewLog(context: CouncilContext, number: number): Promise<NewLogView | null> {
  return namedRead(context, number, 'logs:write', async (db, inspection) => ({
    inspection,
    register: await loadRegister(db, inspection.id),
    owners: mayAs(inspection.parts, 'logs:review') ? await loadWriters(db, inspection) : null,
  }));
}

/** Whom a keeper can start a log for: writers and keepers who can sign in, by name. */
export async function loadWriters(
  db: CouncilRead,
  { number }: Pick<NamedInspection, 'number'>,
): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const named = await loadNamed(db, number);
  const writers = named.filter(({ part, isEnabled }) => isEnabled && mayAs([part], 'logs:write'));
  const names = new Map(writers.map(({ person }) => [person.id, person.name]));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

export async function loadLogs(
  { tx, context }: CouncilRead,
  inspectionId: string,
  only: { readonly number?: number } = {},
): Promise<readonly Log[]> {
  const person = { select: { person: { select: { id: true, name: true } } } } as const;
  const rows = await tx.caseLog.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId, ...only },
    orderBy: { number: 'asc' },
    select: {
      ...{ number: true, reference: true, situation: true, decisions: true, voice: true, learning: true },
      ...{ support: true, state: true, review: true, reviewedAt: true, version: true, changedAt: true },
      ...{ owner: person, reviewedBy: person, changedBy: person },
    },
  });
  return rows.map(({ owner, reviewedBy, reviewedAt, changedBy, changedAt, ...row }) => ({
    ...row,
    owner: owner.person,
    reviewed: reviewedBy && reviewedAt && { by: reviewedBy.person.name, at: reviewedAt },
    changed: { by: changedBy.person.name, at: changedAt },
  }));
}
