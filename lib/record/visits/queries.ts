import 'server-only';
import { type StatementId, toTopicKey } from '#lib/frameworks/framework.ts';
import { statementTopics } from '#lib/frameworks/topics.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { loadMembers } from '#lib/record/inspections/queries.ts';
import { STEP_ROLES } from '#lib/record/inspections/rules.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import { allTopics } from '#lib/record/topics/rules.ts';
import type { Heard, VisitInspection, VisitRequest, VisitSession } from '#lib/record/visits/rules.ts';

export type { Heard, VisitInspection, VisitRequest, VisitSession };

type Choice = { readonly value: string; readonly label: string };

export type VisitView = {
  readonly inspection: VisitInspection;
  readonly sessions: readonly VisitSession[];
  readonly requests: readonly VisitRequest[];
  /** How many questions and remarks were noted. */
  readonly heard: number;
};

/** The visit of an inspection. Null: the council has no inspection of that number. */
export async function getVisit(context: CouncilContext, inspection: number): Promise<VisitView | null> {
  requirePermission(context, 'visit:view');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    return {
      inspection: about,
      sessions: await loadSessions(db, { inspectionId: id }),
      requests: await loadRequests(db, { inspectionId: id }),
      heard: await db.tx.visitNote.count({ where: { councilId: context.council.id, inspectionId: id } }),
    };
  });
}

export type SessionToPlan = {
  readonly inspection: VisitInspection;
  /** Null: a new one. */
  readonly session: VisitSession | null;
  readonly statements: readonly Choice[];
};

/** A session to change, or with null what a new one needs. Null: there is none of that number. */
export async function getSessionToPlan(
  context: CouncilContext,
  inspection: number,
  number: number | null,
): Promise<SessionToPlan | null> {
  requirePermission(context, 'visit:manage');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    const session = number === null ? null : await loadSession(db, id, number);
    if (number !== null && !session) return null;
    const statements = (await loadFramework(db)).statements.map((one) => ({
      value: one.id,
      label: one.name,
    }));
    return { inspection: about, session, statements };
  });
}

export type RequestToSave = {
  readonly inspection: VisitInspection;
  /** Null: a new one. */
  readonly request: VisitRequest | null;
  readonly owners: readonly Choice[];
};

/** A request to answer or change, or with null what a new one needs. Null: there is none of that number. */
export async function getRequestToSave(
  context: CouncilContext,
  inspection: number,
  number: number | null,
): Promise<RequestToSave | null> {
  requirePermission(context, 'visit:note');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    const [request] = number === null ? [null] : await loadRequests(db, { inspectionId: id, number });
    return request === undefined
      ? null
      : { inspection: about, request, owners: await loadMembers(db, STEP_ROLES) };
  });
}

export type HeardView = {
  readonly inspection: VisitInspection;
  readonly heard: readonly Heard[];
  /** Names of themes, by key. */
  readonly themes: ReadonlyMap<string, string>;
};

/** What was heard on a visit, newest first. Null: the council has no inspection of that number. */
export async function getHeard(context: CouncilContext, inspection: number): Promise<HeardView | null> {
  requirePermission(context, 'visit:view');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    const themes = new Map((await loadThemes(db)).map(({ value, label }) => [value, label]));
    return { inspection: about, heard: await loadHeard(db, id), themes };
  });
}

export type HeardToNote = {
  readonly inspection: VisitInspection;
  readonly sessions: readonly Pick<VisitSession, 'number' | 'title' | 'startsAt' | 'endsAt' | 'state'>[];
  readonly themes: readonly Choice[];
};

/** What somebody needs who notes what they hear. Null: the council has no inspection of that number. */
export async function getHeardToNote(
  context: CouncilContext,
  inspection: number,
): Promise<HeardToNote | null> {
  requirePermission(context, 'visit:note');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    const sessions = await loadSessions(db, { inspectionId: id });
    return {
      inspection: about,
      sessions: sessions.map(({ number, title, startsAt, endsAt, state }) => ({
        ...{ number, title, startsAt, endsAt, state },
      })),
      themes: await loadThemes(db),
    };
  });
}

/** The inspection of that number. */
export function loadVisitInspection(
  { tx, context }: CouncilRead,
  number: number,
): Promise<(VisitInspection & { readonly id: string }) | null> {
  return tx.inspection.findFirst({
    where: { councilId: context.council.id, number },
    select: { id: true, number: true, name: true, state: true },
  });
}

type WhichSessions = { readonly inspectionId: string; readonly number?: number };

/** Sessions by time. */
export async function loadSessions(
  { tx, context }: CouncilRead,
  which: WhichSessions,
): Promise<readonly VisitSession[]> {
  const rows = await tx.visitSession.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, ...which },
    orderBy: [{ startsAt: 'asc' }, { number: 'asc' }],
    select: {
      ...{ number: true, kind: true, title: true, startsAt: true, endsAt: true, room: true, brief: true },
      ...{ statements: true, state: true, version: true, changedAt: true },
      changedBy: { select: { person: { select: { name: true } } } },
      people: { orderBy: { position: 'asc' }, select: { personId: true, name: true, job: true } },
    },
  });
  return rows.map(({ changedAt, changedBy, statements, ...session }) => ({
    ...session,
    statements: statements as StatementId[],
    changed: { by: changedBy.person.name, at: changedAt },
  }));
}

/** The sessions of one day that are not cancelled, by time. */
export type SessionDay = {
  readonly day: CalendarDate;
  /** Its number and name. */
  readonly inspection: number;
  readonly name: string;
  /** `people`: the ids of the members who take part. */
  readonly sessions: readonly { readonly title: string; readonly people: readonly string[] }[];
};

/** The days with sessions from one instant to before another, of every inspection that was not abandoned. */
export async function loadSessionDays(
  { tx, context }: CouncilRead,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly SessionDay[]> {
  const rows = await tx.visitSession.findMany({
    relationLoadStrategy: 'join',
    where: {
      ...{ councilId: context.council.id, startsAt: { gte: from, lt: to }, state: { not: 'cancelled' } },
      inspection: { state: { not: 'abandoned' } },
    },
    orderBy: [{ startsAt: 'asc' }, { number: 'asc' }],
    select: {
      ...{ title: true, startsAt: true },
      inspection: { select: { number: true, name: true } },
      people: { where: { personId: { not: null } }, select: { personId: true } },
    },
  });
  const days = Map.groupBy(rows, ({ startsAt, inspection }) => `${londonDay(startsAt)} ${inspection.number}`);
  return [...days.values()].flatMap((sessions) => {
    const [first] = sessions;
    if (!first) return [];
    const { number, name } = first.inspection;
    return [
      {
        ...{ day: londonDay(first.startsAt), inspection: number, name },
        sessions: sessions.map(({ title, people }) => ({
          title,
          people: people.flatMap(({ personId }) => personId ?? []),
        })),
      },
    ];
  });
}

export async function loadSession(
  db: CouncilRead,
  inspectionId: string,
  number: number,
): Promise<VisitSession | null> {
  return (await loadSessions(db, { inspectionId, number }))[0] ?? null;
}

export async function loadRequests(
  { tx, context }: CouncilRead,
  which: { readonly inspectionId: string; readonly number?: number },
): Promise<readonly VisitRequest[]> {
  const rows = await tx.visitRequest.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, ...which },
    orderBy: { number: 'asc' },
    select: {
      ...{
        number: true,
        askedAt: true,
        askedBy: true,
        what: true,
        dueAt: true,
        state: true,
        answeredAt: true,
      },
      ...{ answer: true, version: true, changedAt: true },
      owner: { select: { person: { select: { id: true, name: true } } } },
      evidence: { select: { number: true } },
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  return rows.map(({ owner, evidence, changedAt, changedBy, ...request }) => ({
    ...request,
    owner: owner?.person ?? null,
    reference: evidence && referenceOf(evidence.number),
    changed: { by: changedBy.person.name, at: changedAt },
  }));
}

/** Newest first. */
export async function loadHeard(
  { tx, context }: CouncilRead,
  inspectionId: string,
): Promise<readonly Heard[]> {
  const rows = await tx.visitNote.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId },
    orderBy: [{ notedAt: 'desc' }, { id: 'desc' }],
    select: {
      ...{ id: true, heard: true, theme: true, notedAt: true },
      session: { select: { number: true, title: true } },
      notedBy: { select: { person: { select: { id: true, name: true } } } },
    },
  });
  return rows.map(({ theme, notedAt, notedBy, ...note }) => ({
    ...note,
    theme: toTopicKey(theme) ?? null,
    by: notedBy.person,
    at: notedAt,
  }));
}

/** Topics as themes of what is heard: those that cut across statements and the council’s own, then those of statements. */
async function loadThemes(db: CouncilRead): Promise<readonly Choice[]> {
  const shared = allTopics(await loadOwnTopics(db)).filter(({ own }) => !own?.retired);
  const ofStatements = statementTopics(await loadFramework(db));
  return [...shared, ...ofStatements].map(({ key, name }) => ({ value: key, label: name }));
}
