import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { VisitFile } from '#lib/kernel/routes.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadEvidenceId } from '#lib/record/evidence/item-rows.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { STEP_ROLES, type StepOwner } from '#lib/record/inspections/rules.ts';
import {
  type RequestFacts,
  type SavedSession,
  type SessionFacts,
  wordsOfSession,
} from '#lib/record/visits/events.ts';
import {
  loadHeard,
  loadRequests,
  loadSession,
  loadSessions,
  loadVisitInspection,
} from '#lib/record/visits/queries.ts';
import {
  type Heard,
  MAX_HEARD,
  MAX_REQUESTS,
  MAX_SESSIONS,
  type SessionPerson,
  type VisitInspection,
  type VisitRequest,
  type VisitSession,
} from '#lib/record/visits/rules.ts';
import type {
  NoteHeard,
  RemoveHeard,
  RemoveSession,
  SaveRequest,
  SaveSession,
} from '#lib/record/visits/schema.ts';
import { atLondonTime } from '#lib/record/visits/times.ts';

/** The inspection is over, so that nothing of its visit can be changed until it is opened again. */
type Refused = { readonly outcome: 'ended' | 'not found' };

export type SaveSessionResult =
  | Refused
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: VisitSession };

/** Adds a session of a visit, or changes one. People with the name or address of a member are that member. */
export function saveSession(context: CouncilContext, input: SaveSession): Promise<SaveSessionResult> {
  return auditedWrite<SaveSessionResult>(context, 'visit:manage', async (db) => {
    const inspection = await lockVisit(db, input.inspection);
    if (!inspection.ok) return unchanged(inspection.refused);
    const { id: inspectionId, name } = inspection.found;
    const isNew = input.visitSession === 0;
    const stored = isNew ? null : await loadSession(db, inspectionId, input.visitSession);
    if (!isNew && !stored) return unchanged({ outcome: 'not found' });
    const people = knownPeople(await enabledMembers(db), input.people);
    const texts = wordsOfSession(input.brief, people);
    const isAsStored =
      stored &&
      isSame(
        [factsOfSession(stored), wordsOfSession(stored.brief, stored.people)],
        [factsOfInput(input), texts],
      );
    if (isAsStored) return unchanged({ outcome: 'unchanged' });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const number = stored?.number ?? (await nextSession(db, inspectionId));
    const saved = await storeSession(db, { inspectionId, number, stored, input, people });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'visit.session-saved',
        subject: inspectionSubject(input.inspection),
        data: { inspection: name, ...saved },
      },
    };
  });
}

/** Waits for others who change inspections and visits of the council. */
export function lockVisits({ tx, context }: CouncilWrite): Promise<void> {
  return lockInCouncil(tx, context.council.id, 'inspections');
}

/** Stores the sessions of a file. `stored`: what each is now; null: a new one. Part of an import. */
export async function storeSessions(
  db: CouncilWrite,
  inspectionId: string,
  rows: readonly { readonly stored: VisitSession | null; readonly input: SaveSession }[],
): Promise<readonly SavedSession[]> {
  const saved: SavedSession[] = [];
  const members = await enabledMembers(db);
  for (const { stored, input } of rows) {
    const people = knownPeople(members, input.people);
    const number = stored?.number ?? (await nextSession(db, inspectionId));
    saved.push(await storeSession(db, { inspectionId, number, stored, input, people }));
  }
  return saved;
}

export type RemoveSessionResult =
  | Refused
  | { readonly outcome: 'removed' | 'has notes' }
  | { readonly outcome: 'conflict'; readonly latest: VisitSession };

/** Removes a session, whose number is not used again. One that something was heard in stays, and can be cancelled. */
export function removeSession(
  context: CouncilContext,
  { inspection: number, visitSession, version }: RemoveSession,
): Promise<RemoveSessionResult> {
  return auditedWrite<RemoveSessionResult>(context, 'visit:manage', async (db) => {
    const inspection = await lockVisit(db, number);
    if (!inspection.ok) return unchanged(inspection.refused);
    const { id: inspectionId, name } = inspection.found;
    const councilId = context.council.id;
    const stored = await loadSession(db, inspectionId, visitSession);
    if (!stored) return unchanged({ outcome: 'not found' });
    if (stored.version !== version) return unchanged({ outcome: 'conflict', latest: stored });
    const where = { councilId, inspectionId, number: visitSession };
    if (await db.tx.visitNote.findFirst({ where: { councilId, session: where }, select: { id: true } }))
      return unchanged({ outcome: 'has notes' });
    await db.tx.visitSession.deleteMany({ where });
    await db.tx.inspection.updateMany({
      where: { councilId, id: inspectionId, lastRemovedSession: { lt: visitSession } },
      data: { lastRemovedSession: visitSession },
    });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'visit.session-removed',
        subject: inspectionSubject(number),
        data: { inspection: name, session: visitSession, title: stored.title },
      },
    };
  });
}

export type NoteHeardResult =
  | Refused
  | { readonly outcome: 'noted' | 'already noted' | 'no such session' }
  /** Another note was saved with this `capture`, such as from a page that somebody went back to. */
  | { readonly outcome: 'other words' };

/** Notes a question or a remark. Sent again with the same `capture`, it adds nothing. */
export function noteHeard(context: CouncilContext, input: NoteHeard): Promise<NoteHeardResult> {
  return auditedWrite<NoteHeardResult>(context, 'visit:note', async (db) => {
    const inspection = await lockVisit(db, input.inspection);
    if (!inspection.ok) return unchanged(inspection.refused);
    const { id: inspectionId, name } = inspection.found;
    const councilId = context.council.id;
    const { capture, heard, theme, visitSession } = input;
    const saved = await db.tx.visitNote.findFirst({
      where: { councilId, capture },
      select: { heard: true, inspectionId: true },
    });
    if (saved) {
      const isSame = saved.heard === heard && saved.inspectionId === inspectionId;
      return unchanged({ outcome: isSame ? 'already noted' : 'other words' });
    }
    requireRoom(MAX_HEARD, await db.tx.visitNote.count({ where: { councilId, inspectionId } }));
    const session =
      visitSession === null
        ? null
        : await db.tx.visitSession.findFirst({
            where: { councilId, inspectionId, number: visitSession },
            select: { id: true },
          });
    if (visitSession !== null && !session) return unchanged({ outcome: 'no such session' });
    const id = uuidv7();
    await db.tx.visitNote.create({
      data: {
        ...{ councilId, id, inspectionId, sessionId: session?.id ?? null, capture, heard, theme },
        ...{ notedById: context.person.id, notedAt: context.now() },
      },
      select: { id: true },
    });
    return {
      result: { outcome: 'noted' },
      event: {
        type: 'visit.heard',
        subject: inspectionSubject(input.inspection),
        data: {
          ...{ inspection: name, note: id, session: visitSession, theme },
          ...{ characters: heard.length, words: hashWords([heard]) },
        },
      },
    };
  });
}

export type RemoveHeardResult = Refused | { readonly outcome: 'removed' | 'of somebody else' };

/** Removes a note of what was heard: one’s own, or for those who plan the visit any. */
export function removeHeard(
  context: CouncilContext,
  { inspection: number, id }: RemoveHeard,
): Promise<RemoveHeardResult> {
  return auditedWrite<RemoveHeardResult>(context, 'visit:note', async (db) => {
    const inspection = await lockVisit(db, number);
    if (!inspection.ok) return unchanged(inspection.refused);
    const { id: inspectionId, name } = inspection.found;
    const where = { councilId: context.council.id, inspectionId, id };
    const stored = await db.tx.visitNote.findFirst({ where, select: { notedById: true } });
    if (!stored) return unchanged({ outcome: 'not found' });
    if (stored.notedById !== context.person.id && !can(context, 'visit:manage'))
      return unchanged({ outcome: 'of somebody else' });
    await db.tx.visitNote.deleteMany({ where });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'visit.heard-removed',
        subject: inspectionSubject(number),
        data: { inspection: name, note: id },
      },
    };
  });
}

export type SaveRequestResult =
  | Refused
  | { readonly outcome: 'saved' | 'unchanged' | 'unknown person' | 'unknown evidence' }
  | { readonly outcome: 'conflict'; readonly latest: VisitRequest };

/** Notes a request made on a visit, changes it or answers it. */
export function saveRequest(context: CouncilContext, input: SaveRequest): Promise<SaveRequestResult> {
  return auditedWrite<SaveRequestResult>(context, 'visit:note', async (db) => {
    const inspection = await lockVisit(db, input.inspection);
    if (!inspection.ok) return unchanged(inspection.refused);
    const { id: inspectionId, name } = inspection.found;
    const isNew = input.request === 0;
    const [stored] = isNew ? [null] : await loadRequests(db, { inspectionId, number: input.request });
    if (stored === undefined) return unchanged({ outcome: 'not found' });
    const owner = await ownerOf(db, input.owner);
    // Who sees to it already may stay, whatever their role is now.
    if (owner === undefined && input.owner !== stored?.owner?.id)
      return unchanged({ outcome: 'unknown person' });
    const evidenceItemId = await loadEvidenceId(db, input.reference);
    if (evidenceItemId === undefined) return unchanged({ outcome: 'unknown evidence' });
    const isAnswered = input.requestState !== 'open';
    const after: RequestFacts = {
      dueAt: atLondonTime(input.dueOn, input.dueTime).toISOString(),
      owner: owner ?? stored?.owner ?? null,
      state: input.requestState,
      answeredAt: isAnswered ? (stored?.answeredAt ?? context.now()).toISOString() : null,
      reference: input.reference,
    };
    const before = stored && factsOfRequest(stored);
    const texts = { askedBy: input.askedBy, what: input.what, answer: input.reply };
    const words = [texts.askedBy, texts.what, texts.answer];
    if (stored && isSame([before, [stored.askedBy, stored.what, stored.answer]], [after, words]))
      return unchanged({ outcome: 'unchanged' });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const number = stored?.number ?? (await nextRequest(db, inspectionId));
    await storeRequest(db, { inspectionId, number, isNew, facts: after, texts, evidenceItemId });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'visit.request-saved',
        subject: inspectionSubject(input.inspection),
        data: { inspection: name, request: number, before, after, words: hashWords(words) },
      },
    };
  });
}

/** What a file of a visit holds. */
export type VisitExport = { readonly inspection: VisitInspection } & (
  | { readonly what: 'sessions'; readonly rows: readonly VisitSession[] }
  | { readonly what: 'requests'; readonly rows: readonly VisitRequest[] }
  | { readonly what: 'heard'; readonly rows: readonly Heard[] }
);

/** Exports a part of a visit and records that. Null: the council has no inspection of that number. */
export function exportVisit(
  context: CouncilContext,
  number: number,
  what: VisitFile,
): Promise<VisitExport | null> {
  return auditedExport<VisitExport | null>(context, 'visit:view', async (db) => {
    const found = await loadVisitInspection(db, number);
    if (!found) return unchanged(null);
    const { id: inspectionId, ...inspection } = found;
    const part: VisitExport =
      what === 'sessions'
        ? { inspection, what, rows: await loadSessions(db, { inspectionId }) }
        : what === 'requests'
          ? { inspection, what, rows: await loadRequests(db, { inspectionId }) }
          : { inspection, what, rows: await loadHeard(db, inspectionId) };
    return {
      result: part,
      event: {
        type: 'visit.exported',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, what, count: part.rows.length },
      },
    };
  });
}

type Locked =
  | { readonly ok: true; readonly found: VisitInspection & { readonly id: string } }
  | { readonly ok: false; readonly refused: Refused };

/** One at a time, so that each event has the right "before" and no inspection ends meanwhile. */
async function lockVisit(db: CouncilWrite, number: number): Promise<Locked> {
  await lockVisits(db);
  const found = await loadVisitInspection(db, number);
  if (!found) return { ok: false, refused: { outcome: 'not found' } };
  return found.state === 'open' ? { ok: true, found } : { ok: false, refused: { outcome: 'ended' } };
}

type Member = { readonly id: string; readonly name: string; readonly email: string };

/** Members by their address, and by their folded name. */
type Members = {
  readonly byAddress: ReadonlyMap<string, Member>;
  readonly byName: ReadonlyMap<string, readonly Member[]>;
};

async function enabledMembers({ tx, context }: CouncilWrite): Promise<Members> {
  const rows = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, disabledAt: null },
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const members = rows.map(({ person }) => person);
  return {
    byAddress: new Map(members.map((member) => [member.email, member])),
    byName: Map.groupBy(members, ({ name }) => fold(name)),
  };
}

/** People with the name of one member only, or with a member’s address, as that member. */
function knownPeople(members: Members, people: SaveSession['people']): readonly SessionPerson[] {
  return people.map(({ name, job }) => {
    const byAddress = members.byAddress.get(name.toLowerCase());
    const [only, ...others] = members.byName.get(fold(name)) ?? [];
    const member = byAddress ?? (others.length === 0 ? only : undefined);
    return { personId: member?.id ?? null, name: byAddress?.name ?? name, job };
  });
}

/** The member of that id, if they can see to a request. Undefined: they cannot. */
async function ownerOf(
  { tx, context }: CouncilWrite,
  id: string | null,
): Promise<StepOwner | null | undefined> {
  if (id === null) return null;
  const member = await tx.membership.findFirst({
    relationLoadStrategy: 'join',
    where: {
      ...{ councilId: context.council.id, personId: id, disabledAt: null },
      role: { in: [...STEP_ROLES] },
    },
    select: { person: { select: { id: true, name: true } } },
  });
  return member?.person;
}

async function nextSession({ tx, context }: CouncilWrite, inspectionId: string): Promise<number> {
  const where = { councilId: context.council.id, inspectionId };
  const { _max: last, _count: count } = await tx.visitSession.aggregate({
    where,
    _max: { number: true },
    _count: true,
  });
  requireRoom(MAX_SESSIONS, count);
  const { lastRemovedSession } = await tx.inspection.findUniqueOrThrow({
    where: { councilId_id: { councilId: context.council.id, id: inspectionId } },
    select: { lastRemovedSession: true },
  });
  return Math.max(last.number ?? 0, lastRemovedSession) + 1;
}

async function nextRequest({ tx, context }: CouncilWrite, inspectionId: string): Promise<number> {
  const where = { councilId: context.council.id, inspectionId };
  const { _max: last, _count: count } = await tx.visitRequest.aggregate({
    where,
    _max: { number: true },
    _count: true,
  });
  requireRoom(MAX_REQUESTS, count);
  return (last.number ?? 0) + 1;
}

function factsOfInput({
  kind,
  title,
  day,
  from,
  to,
  room,
  statements,
  sessionState,
}: SaveSession): SessionFacts {
  return {
    ...{ kind, title, room, statements, state: sessionState },
    startsAt: atLondonTime(day, from).toISOString(),
    endsAt: atLondonTime(day, to).toISOString(),
  };
}

function factsOfSession({
  kind,
  title,
  startsAt,
  endsAt,
  room,
  statements,
  state,
}: VisitSession): SessionFacts {
  return {
    ...{ kind, title, room, statements, state },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}

function factsOfRequest({ dueAt, owner, state, answeredAt, reference }: VisitRequest): RequestFacts {
  return {
    ...{ owner, state, reference },
    dueAt: dueAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

type StoreSession = {
  readonly inspectionId: string;
  readonly number: number;
  readonly stored: VisitSession | null;
  readonly input: SaveSession;
  readonly people: readonly SessionPerson[];
};

/** Returns what the event of it says. */
async function storeSession(
  { tx, context }: CouncilWrite,
  { inspectionId, number, stored, input, people }: StoreSession,
): Promise<SavedSession> {
  const councilId = context.council.id;
  const [after, { brief }] = [factsOfInput(input), input];
  const { startsAt, endsAt, statements, ...rest } = after;
  const data = {
    ...{ ...rest, brief, statements: [...statements] },
    ...{ startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  const { id } = stored
    ? await tx.visitSession.update({
        where: { councilId_inspectionId_number: { councilId, inspectionId, number } },
        data: { ...data, version: { increment: 1 } },
        select: { id: true },
      })
    : await tx.visitSession.create({
        data: { councilId, inspectionId, number, ...data },
        select: { id: true },
      });
  await tx.visitPerson.deleteMany({ where: { councilId, sessionId: id } });
  await tx.visitPerson.createMany({
    data: people.map((person, index) => ({ councilId, sessionId: id, position: index + 1, ...person })),
  });
  return {
    ...{ session: number, before: stored && factsOfSession(stored), after, people: people.length },
    words: hashWords(wordsOfSession(brief, people)),
  };
}

type StoreRequest = {
  readonly inspectionId: string;
  readonly number: number;
  readonly isNew: boolean;
  readonly facts: RequestFacts;
  readonly texts: Pick<VisitRequest, 'askedBy' | 'what' | 'answer'>;
  readonly evidenceItemId: string | null;
};

async function storeRequest(
  { tx, context }: CouncilWrite,
  { inspectionId, number, isNew, facts, texts, evidenceItemId }: StoreRequest,
): Promise<void> {
  const councilId = context.council.id;
  const data = {
    ...{ ...texts, evidenceItemId, state: facts.state, ownerId: facts.owner?.id ?? null },
    ...{
      dueAt: new Date(facts.dueAt),
      answeredAt: facts.answeredAt === null ? null : new Date(facts.answeredAt),
    },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  if (isNew) {
    await tx.visitRequest.create({
      data: { councilId, inspectionId, number, askedAt: context.now(), ...data },
      select: { number: true },
    });
    return;
  }
  await tx.visitRequest.update({
    where: { councilId_inspectionId_number: { councilId, inspectionId, number } },
    data: { ...data, version: { increment: 1 } },
    select: { number: true },
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
