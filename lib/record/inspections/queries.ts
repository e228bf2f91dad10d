import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dateFromColumn } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Role, requirePermission } from '#lib/platform/access/permissions.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { NAMED_ROLES, type NamedPart, type NamedPerson } from '#lib/record/inspections/named.ts';
import {
  type Countdown,
  countdownOf,
  type Inspection,
  STEP_ROLES,
  type StepOnTimeline,
  timelineOf,
} from '#lib/record/inspections/rules.ts';

export type { Countdown, Inspection, StepOnTimeline };

/** Every inspection, rehearsals too: open ones first, then the latest notice first. */
export async function listInspections(context: CouncilContext): Promise<readonly Inspection[]> {
  requirePermission(context, 'inspection:view');
  return read(context, async (db) => (await loadInspections(db)).toSorted(byStateAndNotice));
}

/** One inspection with its timeline. Null: the council has none of that number. */
export async function getInspection(context: CouncilContext, number: number): Promise<Inspection | null> {
  requirePermission(context, 'inspection:view');
  return read(context, (db) => loadInspection(db, number));
}

export type InspectionToPlan = {
  readonly inspection: Inspection;
  /** The people who could see to a step, by name. */
  readonly owners: readonly { readonly value: string; readonly label: string }[];
};

/** An inspection to change a step of. Null: none of that number. */
export async function getInspectionToPlan(
  context: CouncilContext,
  number: number,
): Promise<InspectionToPlan | null> {
  requirePermission(context, 'inspection:manage');
  return read(context, async (db) => {
    const inspection = await loadInspection(db, number);
    return inspection && { inspection, owners: await loadMembers(db, STEP_ROLES) };
  });
}

export type NamedPeople = {
  readonly inspection: Pick<Inspection, 'number' | 'name'>;
  /** By part and name. */
  readonly people: readonly NamedPerson[];
  /** Who could be named, by name. Null: this person may name nobody. */
  readonly candidates: readonly { readonly value: string; readonly label: string }[] | null;
};

/** Who is named in an inspection. Null: none of that number. */
export async function getNamedPeople(context: CouncilContext, number: number): Promise<NamedPeople | null> {
  requirePermission(context, 'inspection:view');
  return read(context, async (db) => {
    const inspection = await loadInspection(db, number);
    if (!inspection) return null;
    const mayName = can(context, 'inspection:name');
    return {
      inspection: { number, name: inspection.name },
      people: await loadNamed(db, number),
      candidates: mayName ? await loadMembers(db, NAMED_ROLES) : null,
    };
  });
}

/** The parts for which this person is named in an inspection. Empty if there is none of that number. */
export async function getOwnParts(context: CouncilContext, number: number): Promise<readonly NamedPart[]> {
  requirePermission(context, 'inspection:view');
  return read(context, async ({ tx }) => {
    const own = { councilId: context.council.id, personId: context.person.id, endedAt: null };
    const rows = await tx.inspectionPerson.findMany({
      where: { ...own, inspection: { number } },
      select: { part: true },
    });
    return rows.map(({ part }) => part);
  });
}

/** Who is named in the inspection of that number, by part and name. */
export async function loadNamed(
  { tx, context }: CouncilRead,
  number: number,
): Promise<readonly NamedPerson[]> {
  const rows = await tx.inspectionPerson.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, endedAt: null, inspection: { number } },
    orderBy: [{ part: 'asc' }, { person: { person: { name: 'asc' } } }, { id: 'asc' }],
    select: {
      ...{ id: true, part: true, namedAt: true },
      person: {
        select: { disabledAt: true, person: { select: { id: true, name: true, disabledAt: true } } },
      },
      namedBy: { select: { person: { select: { name: true } } } },
    },
  });
  return rows.map(({ id, part, namedAt, person: { person, disabledAt }, namedBy }) => ({
    ...{ id, part, by: namedBy.person.name, at: namedAt },
    person: { id: person.id, name: person.name },
    isEnabled: disabledAt === null && person.disabledAt === null,
  }));
}

export async function loadInspection(db: CouncilRead, number: number): Promise<Inspection | null> {
  return (await loadInspections(db, { number }))[0] ?? null;
}

/** The inspection that the summary counts down to. Null: none. */
export function loadCountdown(db: CouncilRead): Promise<Countdown | null> {
  return cacheByAuditHead(db, { name: 'countdown', of: '' }, async () =>
    countdownOf(await loadInspections(db, { state: 'open' })),
  );
}

export function loadInspections(db: CouncilRead, only: Only = {}): Promise<readonly Inspection[]> {
  return inspectionsOf(db.tx, db.context.council.id, only);
}

type Only = { readonly id?: string; readonly number?: number; readonly state?: 'open' };

/** The inspections of the council, with their timelines; only those that are open, or the one of that id or number. */
export async function inspectionsOf(
  tx: Transaction,
  councilId: string,
  only: Only,
): Promise<readonly (Inspection & { readonly id: string })[]> {
  const changed = { changedAt: true, changedBy: { select: { person: { select: { name: true } } } } } as const;
  const rows = await tx.inspection.findMany({
    relationLoadStrategy: 'join',
    where: { councilId, ...only },
    select: {
      ...{ id: true, number: true, kind: true, name: true, rehearsal: true, noticeOn: true, state: true },
      ...{ endedOn: true, version: true, ...changed },
      steps: {
        select: {
          ...{ key: true, name: true, setOn: true, days: true, doneOn: true, version: true, ...changed },
          owner: { select: { person: { select: { id: true, name: true } } } },
        },
      },
    },
  });
  return rows.map(({ noticeOn, endedOn, steps, changedAt, changedBy, ...inspection }) => ({
    ...inspection,
    noticeOn: dateFromColumn(noticeOn),
    endedOn: dayOf(endedOn),
    changed: { by: changedBy.person.name, at: changedAt },
    steps: timelineOf(
      inspection.kind,
      dateFromColumn(noticeOn),
      steps.map(({ setOn, doneOn, owner, changedAt: at, changedBy: by, ...step }) => ({
        ...step,
        setOn: dayOf(setOn),
        doneOn: dayOf(doneOn),
        owner: owner?.person ?? null,
        changed: { by: by.person.name, at },
      })),
    ),
  }));
}

/** The enabled members with one of the roles, by name. Two of one name are told apart by their addresses. */
export async function loadMembers(
  { tx, context }: CouncilRead,
  roles: readonly Role[],
): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const rows = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, disabledAt: null, role: { in: [...roles] } },
    orderBy: [{ person: { name: 'asc' } }, { person: { email: 'asc' } }],
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const names = rows.map(({ person }) => person.name);
  return rows.map(({ person: { id, name, email } }) => {
    const isShared = names.filter((other) => other === name).length > 1;
    return { value: id, label: isShared ? `${name}, ${email}` : name };
  });
}

function dayOf(column: Date | null): CalendarDate | null {
  return column && dateFromColumn(column);
}

function byStateAndNotice(a: Inspection, b: Inspection): number {
  const [first, second] = [a, b].map(({ state }) => (state === 'open' ? 0 : 1));
  if (first !== second) return (first ?? 0) - (second ?? 0);
  return a.noticeOn === b.noticeOn ? b.number - a.number : a.noticeOn < b.noticeOn ? 1 : -1;
}
