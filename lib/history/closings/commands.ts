import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import {
  type ClosingRequest,
  lastClosingStep,
  type NextCycle,
  requestIn,
  type UndoableClosing,
  undoableClosing,
  unsignedIn,
} from '#lib/history/closings/queries.ts';
import type {
  ConfirmClosing,
  DeclineClosing,
  StartAssessment,
  UndoClosing,
  WithdrawClosing,
} from '#lib/history/closings/schema.ts';
import { type CalendarDate, dateToColumn, londonDay } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import type { ClosingKind, NewNotice } from '#lib/platform/audit/notices.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { hiddenScores } from '#lib/record/challenge/queries.ts';
import { holdersOf } from '#lib/record/members/queries.ts';
import { keepSnapshot } from '#lib/record/snapshots/commands.ts';
import { liveSnapshot } from '#lib/record/snapshots/queries.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';
import { ASSIGNABLE_ROLES } from '#lib/work/assignments/rules.ts';
import { type ClosingStepKind, periodProblems } from '#lib/work/cycles/rules.ts';

export type StartResult =
  | { readonly outcome: 'started' }
  /** A director has to confirm, and has been asked. */
  | { readonly outcome: 'requested' }
  /** A director has already been asked to close it. */
  | { readonly outcome: 'waiting' }
  /** Whether a director has to confirm is not as the form said. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'period'; readonly problems: ReturnType<typeof periodProblems> }
  /** The open cycle is not the one that the form said would close. */
  | { readonly outcome: 'another is open'; readonly open: string | null };

/**
 * Starts a council's first cycle, or closes the open one and starts the next, empty or carried forward. If the open
 * cycle has anything unsigned, a director is asked to do so instead. Closes only the cycle named in the form, so that
 * of two leads at once only one starts the next.
 */
export function startAssessment(context: CouncilContext, input: StartAssessment): Promise<StartResult> {
  return auditedWrite<StartResult>(context, 'assessment:start', async (db) => {
    const last = await lockLast(db);
    const open = last?.status === 'open' ? last : null;
    if ((open?.id ?? null) !== input.closes) {
      return unchanged<StartResult>({ outcome: 'another is open', open: open?.name ?? null });
    }
    const step = open && (await lastClosingStep(db, open.id));
    if (step && requestIn(step)) return unchanged<StartResult>({ outcome: 'waiting' });
    const at = context.now();
    const problems = periodProblems(input, {
      today: londonDay(at),
      open: open?.starts_on ?? null,
    });
    if (problems.length > 0) return unchanged<StartResult>({ outcome: 'period', problems });
    if (!open) {
      return {
        result: { outcome: 'started' },
        event: await start(db, last, nextOf(input), context.person.id, at),
      };
    }
    const { isAny } = await unsignedIn(db, open.id);
    if (isAny !== input.asks) return unchanged<StartResult>({ outcome: 'changed' });
    if (!isAny) {
      const events = await closeAndStart(db, open, nextOf(input), context.person.id, at);
      return {
        result: { outcome: 'started' },
        event: events,
        notices: [await notifyClosed(db, open, nextOf(input))],
      };
    }
    const next = nextOf(input);
    const taken = await recordClosingStep(db, open.id, { kind: 'requested', next });
    return {
      result: { outcome: 'requested' },
      event: {
        type: 'closing.requested',
        subject: open.id,
        data: {
          name: open.name,
          step: taken,
          next,
        },
      },
      notices: [await notifyClosing(db, open, 'closing_requested')],
    };
  });
}

export type ClosingResult =
  | { readonly outcome: 'done' }
  /** Someone took another step after the page was opened, or the cycle is no longer open. */
  | { readonly outcome: 'stale' };

/** Withdraws the request. Any lead may do this and make a new request. */
export function withdrawClosing(context: CouncilContext, input: WithdrawClosing): Promise<ClosingResult> {
  return auditedWrite<ClosingResult>(context, 'assessment:start', async (db) => {
    const asked = await lockRequest(db, input);
    if (asked.outcome !== 'asked') return unchanged<ClosingResult>(asked);
    const { open } = asked;
    const step = await recordClosingStep(db, open.id, { kind: 'withdrawn' });
    return {
      result: { outcome: 'done' },
      event: { type: 'closing.withdrawn', subject: open.id, data: { name: open.name, step } },
    };
  });
}

/** Declines the request with a reason. The cycle stays open. */
export function declineClosing(context: CouncilContext, input: DeclineClosing): Promise<ClosingResult> {
  return auditedWrite<ClosingResult>(context, 'closing:decide', async (db) => {
    const asked = await lockRequest(db, input);
    if (asked.outcome !== 'asked') return unchanged<ClosingResult>(asked);
    const { open } = asked;
    const { reason } = input;
    const step = await recordClosingStep(db, open.id, { kind: 'declined', reason });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'closing.declined',
        subject: open.id,
        data: { name: open.name, step, characters: reason.length, words: hashWords([reason]) },
      },
      notices: [await notifyClosing(db, open, 'closing_declined')],
    };
  });
}

export type ConfirmClosingResult =
  | ClosingResult
  /** The person who made the request has since become a director. No one may confirm their own request. */
  | { readonly outcome: 'own request' }
  /** The content to be closed differs from what the director read. */
  | { readonly outcome: 'other content' }
  /** The director must give challenge scores before they see the content. */
  | { readonly outcome: 'scores hidden' };

/** Closes the requested cycle, if its content is what the director saw, and starts the next. */
export function confirmClosing(
  context: CouncilContext,
  input: ConfirmClosing,
): Promise<ConfirmClosingResult> {
  return auditedWrite<ConfirmClosingResult>(context, 'closing:decide', async (db) => {
    const asked = await lockRequest(db, input);
    if (asked.outcome !== 'asked') return unchanged<ConfirmClosingResult>(asked);
    const { open, request, by } = asked;
    if (by === context.person.id) return unchanged<ConfirmClosingResult>({ outcome: 'own request' });
    if ((await hiddenScores(db, open.id)).length > 0) {
      return unchanged<ConfirmClosingResult>({ outcome: 'scores hidden' });
    }
    if ((await unsignedIn(db, open.id)).contentHash !== input.content) {
      return unchanged<ConfirmClosingResult>({ outcome: 'other content' });
    }
    const events = await closeAndStart(db, open, request.next, by, context.now());
    return {
      result: { outcome: 'done' },
      event: [
        { type: 'closing.confirmed', subject: open.id, data: { name: open.name, step: request.step } },
        ...events,
      ],
      notices: [await notifyClosed(db, open, request.next)],
    };
  });
}

export type UndoResult =
  | ClosingResult
  /** Someone has made a change in the new cycle, so the closing can no longer be undone. */
  | { readonly outcome: 'too late'; readonly change: NonNullable<UndoableClosing['change']> };

/**
 * Reopens the last closed cycle as it was, and removes the cycle started in its place, if no one has changed anything
 * there. Unsaved text in the new cycle becomes drafts in the reopened one. The snapshot from the closing is kept; the
 * next closing adds another.
 */
export function undoClosing(context: CouncilContext, input: UndoClosing): Promise<UndoResult> {
  return auditedWrite<UndoResult>(context, 'closing:decide', async (db) => {
    const { tx } = db;
    // Writers hold a lock on the new cycle's row, so they have finished when this returns.
    const last = await lockLast(db);
    const way = last?.status === 'open' ? await undoableClosing(db, last.id) : null;
    const isThis =
      way?.closed.id === input.assessment &&
      way.started.id === input.started &&
      way.closed.step === input.step;
    if (!way || !isThis) return unchanged<UndoResult>({ outcome: 'stale' });
    if (way.change) return unchanged<UndoResult>({ outcome: 'too late', change: way.change });
    const councilId = context.council.id;
    const { closed, started } = way;
    const setStatus = (id: string, status: string) =>
      tx.assessment.updateMany({ where: { councilId, id }, data: { status } });
    await setStatus(started.id, 'undone');
    await setStatus(closed.id, 'open');
    await tx.$executeRaw`
      update statement_drafts d set assessment_id = s.assessment_id, base_version = s.version
        from statement_assessments s
       where d.council_id = ${councilId}::uuid and d.assessment_id = ${started.id}::uuid
         and s.council_id = d.council_id and s.assessment_id = ${closed.id}::uuid and s.statement = d.statement`;
    const { reason } = input;
    const step = await recordClosingStep(db, closed.id, { kind: 'undone', reason, startedId: started.id });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'closing.undone',
        subject: closed.id,
        data: {
          name: closed.name,
          step,
          undone: started,
          characters: reason.length,
          words: hashWords([reason]),
        },
      },
      notices: [await notifyClosing(db, closed, 'closing_undone')],
    };
  });
}

function nextOf({ name, startsOn, endsOn, content }: StartAssessment): NextCycle {
  return {
    name,
    startsOn,
    endsOn,
    carries: content === 'carried',
  };
}

type Asked = {
  readonly outcome: 'asked';
  readonly open: LastCycle;
  readonly request: ClosingRequest;
  /** Id of the person who made the request. */
  readonly by: string;
};

/** Locks the open cycle and checks that its closing was requested in the step shown on the page. */
async function lockRequest(
  db: CouncilWrite,
  { assessment, step }: WithdrawClosing,
): Promise<Asked | ClosingResult> {
  const open = await lockLast(db);
  const last = await lastClosingStep(db, assessment);
  const request = last && requestIn(last);
  if (!last || !request || last.step !== step || open?.id !== assessment || open.status !== 'open') {
    return { outcome: 'stale' };
  }
  return { outcome: 'asked', open, request, by: last.personId };
}

/** Returns the number of the step. The caller holds the lock on the cycle. */
async function recordClosingStep(
  { tx, context }: CouncilWrite,
  assessmentId: string,
  taken: {
    readonly kind: ClosingStepKind;
    readonly reason?: string;
    readonly next?: NextCycle;
    readonly startedId?: string;
  },
): Promise<number> {
  const { next, ...given } = taken;
  const councilId = context.council.id;
  const before = await tx.closingStep.count({ where: { councilId, assessmentId } });
  const { step } = await tx.closingStep.create({
    data: {
      councilId,
      assessmentId,
      step: before + 1,
      ...given,
      ...(next && {
        nextName: next.name,
        nextStartsOn: dateToColumn(next.startsOn),
        nextEndsOn: dateToColumn(next.endsOn),
        nextCarries: next.carries,
      }),
      personId: context.person.id,
      role: context.role,
      at: context.now(),
    },
    select: { step: true },
  });
  return step;
}

async function notifyClosed(
  db: CouncilWrite,
  { id }: { readonly id: string },
  { carries }: NextCycle,
): Promise<NewNotice> {
  const to = await holdersOf(db, ['lead', 'director']);
  return { to, notice: { kind: 'closed', assessmentId: id, carries } };
}

async function notifyClosing(
  db: CouncilWrite,
  { id }: { readonly id: string },
  kind: Exclude<ClosingKind, 'closed'>,
): Promise<NewNotice> {
  const whom = {
    closing_requested: ['director'],
    closing_declined: ['lead'],
    closing_undone: ['lead', 'director'],
  } as const satisfies Record<Exclude<ClosingKind, 'closed'>, readonly ('lead' | 'director')[]>;
  return { to: await holdersOf(db, whom[kind]), notice: { kind, assessmentId: id } };
}

/** Closes a locked cycle and starts the next. `byId`: who answers carried forward are saved by. */
async function closeAndStart(
  db: CouncilWrite,
  open: LastCycle,
  next: NextCycle,
  byId: string,
  at: Date,
): Promise<readonly AuditEvent[]> {
  const { contentHash, version } = await close(db, open.id, at);
  const started = await start(db, open, next, byId, at);
  const step = await recordClosingStep(db, open.id, { kind: 'closed', startedId: started.subject });
  const { number, name } = open;
  const closing = { step, startedId: started.subject };
  return [
    {
      type: 'assessment.closed',
      subject: open.id,
      data: { number, name, contentHash, version, closing },
    },
    started,
  ];
}

/** Starts the first cycle, or one after `last`, which is closed. */
async function start(
  db: CouncilWrite,
  last: LastCycle | null,
  { name, startsOn, endsOn, carries }: NextCycle,
  byId: string,
  at: Date,
): Promise<Extract<AuditEvent, { type: 'assessment.started' }>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const number = (last?.number ?? 0) + 1;
  const { id, thresholdSet } = await tx.assessment.create({
    data: {
      councilId,
      number,
      name,
      startsOn: dateToColumn(startsOn),
      endsOn: dateToColumn(endsOn),
      createdAt: at,
      ...(last ? { thresholdSet: last.threshold_set, blindChallenge: last.blind_challenge } : {}),
    },
    select: { id: true, thresholdSet: true },
  });
  const from = carries ? last : null;
  if (from) await carryForward(db, from.id, id, byId, at);
  else
    await tx.statementAssessment.createMany({
      data: STATEMENTS.map((statement) => ({ councilId, assessmentId: id, statement: statement.id })),
    });
  return {
    type: 'assessment.started',
    subject: id,
    data: {
      number,
      name,
      startsOn,
      endsOn,
      thresholds: thresholdSet,
      carriedFrom: from && { number: from.number, name: from.name },
      ...(byId !== context.person.id && { askedBy: byId }),
    },
  };
}

type LastCycle = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: CalendarDate;
  readonly status: 'open' | 'closed';
  readonly threshold_set: string;
  readonly blind_challenge: boolean;
};

/**
 * Locks the last cycle against writers in it and against closing, starting and undoing. They have finished when this
 * returns.
 */
async function lockLast({ tx, context }: CouncilWrite): Promise<LastCycle | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('assessment:' || ${context.council.id}, 0))`;
  const [last] = await tx.$queryRaw<LastCycle[]>`
    select id, number, name, starts_on::text, status, threshold_set, blind_challenge
      from assessments
     where council_id = ${context.council.id}::uuid and status <> 'undone'
     order by number desc
     limit 1
       for update`;
  return last ?? null;
}

/** Returns the hash of the content and the number of times this cycle has been closed. */
async function close(
  db: CouncilWrite,
  assessmentId: string,
  at: Date,
): Promise<{ readonly contentHash: string; readonly version: number }> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const snapshot = await liveSnapshot(db, assessmentId);
  if (!snapshot) throw new Error(`Cycle ${assessmentId} is not there to be closed`);
  const before = await tx.assessmentSnapshot.count({ where: { councilId, assessmentId, kind: 'closed' } });
  const version = before + 1;
  const { contentHash } = await keepSnapshot(db, {
    assessmentId,
    kind: 'closed',
    version,
    snapshot,
    at,
  });
  await tx.assessment.updateMany({ where: { councilId, id: assessmentId }, data: { status: 'closed' } });
  return { contentHash, version };
}

/**
 * Copies answers, evidence links and assignments to a new cycle, leaving out people who may no longer write.
 * Everything is marked until someone confirms it, and no statement is completed.
 */
async function carryForward(
  { tx, context }: CouncilWrite,
  fromId: string,
  assessmentId: string,
  savedById: string,
  at: Date,
): Promise<void> {
  const councilId = context.council.id;
  const from = { councilId, assessmentId: fromId };
  const links = await tx.evidenceLink.findMany({
    where: from,
    orderBy: { id: 'asc' },
    select: { statement: true, evidenceItemId: true, shows: true, location: true },
  });
  const said = await tx.statementAssessment.findMany({
    where: from,
    select: { statement: true, score: true, strengths: true, improvements: true, impact: true },
  });
  const answered = said
    .filter(
      ({ score, strengths, improvements, impact }) =>
        score !== null || strengths !== '' || improvements !== '' || impact !== '',
    )
    .map((answers) => ({
      councilId,
      assessmentId,
      ...answers,
      completed: false,
      version: 1,
      savedById,
      savedAt: at,
    }));
  const carried = new Set([...answered, ...links].map(({ statement }) => statement));
  await tx.statementAssessment.createMany({
    data: STATEMENTS.map(({ id: statement }) => ({
      ...(answered.find((one) => one.statement === statement) ?? { councilId, assessmentId, statement }),
      carried: carried.has(statement),
    })),
  });
  await tx.statementRevision.createMany({ data: answered });
  await tx.evidenceLink.createMany({
    // Sequential ids, because a statement's page sorts evidence by id to show the newest first.
    data: links.map((link) => ({
      id: uuidv7(),
      councilId,
      assessmentId,
      ...link,
      carried: true,
      createdAt: at,
    })),
  });
  const tasks = await tx.statementTask.findMany({
    where: { ...from, person: { disabledAt: null, role: { in: [...ASSIGNABLE_ROLES] } } },
    select: { statement: true, personId: true, part: true },
  });
  await tx.statementTask.createMany({ data: tasks.map((task) => ({ councilId, assessmentId, ...task })) });
}
