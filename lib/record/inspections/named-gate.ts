import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { auditedExport, auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { type CouncilRead, type CouncilWrite, read } from '#lib/platform/db/read.ts';
import { mayAs, type NamedGrant, type NamedPart } from '#lib/record/inspections/named.ts';
import type { InspectionState } from '#lib/record/inspections/rules.ts';

/** An inspection in which the person who acts is named. */
export type NamedInspection = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly state: InspectionState;
  readonly parts: readonly NamedPart[];
};

/**
 * Reads what only named people see. Null: there is no such inspection, or this person is not named for that in it, which
 * are one answer. Row security keeps the rows from anybody else too. Never cached.
 *
 * @throws NotAllowedError when the role cannot be named
 */
export async function namedRead<T>(
  context: CouncilContext,
  inspection: number,
  grant: NamedGrant,
  work: (db: CouncilRead, at: NamedInspection) => Promise<T>,
): Promise<T | null> {
  requirePermission(context, 'named:work');
  return read(
    context,
    async (db) => {
      const at = await findNamed(db, inspection, grant);
      return at && work(db, at);
    },
    { needsRows: true },
  );
}

/**
 * Changes what only named people see, as `auditedWrite`. Null: as for `namedRead`, and nothing was changed.
 *
 * @throws NotAllowedError when the role cannot be named
 */
export function namedWrite<T>(
  context: CouncilContext,
  inspection: number,
  grant: NamedGrant,
  work: (db: CouncilWrite, at: NamedInspection) => Promise<Written<T>>,
): Promise<T | null> {
  return auditedWrite<T | null>(context, 'named:work', async (db) => {
    const at = await findNamed(db, inspection, grant);
    return at ? work(db, at) : unchanged(null);
  });
}

/**
 * Exports what only named people see, as `auditedExport`. Null: as for `namedRead`, and nothing was recorded.
 *
 * @throws NotAllowedError when the role cannot be named
 */
export function namedExport<T>(
  context: CouncilContext,
  inspection: number,
  grant: NamedGrant,
  work: (db: CouncilRead, at: NamedInspection) => Promise<Written<T>>,
): Promise<T | null> {
  return auditedExport<T | null>(context, 'named:work', async (db) => {
    const at = await findNamed(db, inspection, grant);
    return at ? work(db, at) : unchanged(null);
  });
}

async function findNamed(
  { tx, context }: CouncilRead,
  number: number,
  grant: NamedGrant,
): Promise<NamedInspection | null> {
  const row = await tx.inspection.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, number },
    select: {
      ...{ id: true, number: true, name: true, state: true },
      people: { where: { personId: context.person.id, endedAt: null }, select: { part: true } },
    },
  });
  if (!row) return null;
  const { people, ...inspection } = row;
  const parts = people.map(({ part }) => part);
  return mayAs(parts, grant) ? { ...inspection, parts } : null;
}
