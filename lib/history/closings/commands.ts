import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { continuedFrom, mappingBetween } from '#lib/frameworks/mapping.ts';
import {
  decideClose,
  decideStart,
  type FrameworkRefusal,
  frameworkAsked,
  frameworkRefusal,
  type StartRefusal,
} from '#lib/history/closings/decisions.ts';
import {
  closeAndStart,
  type LockedCycle,
  lockLastCycle,
  recordClosingStep,
  startCycle,
} from '#lib/history/closings/next-cycle.ts';
import {
  type ClosingRequest,
  loadHasUnsigned,
  loadLastClosingStep,
  loadUndoableClosing,
  loadUnsigned,
  type NextCycle,
  requestIn,
  type UndoableClosing,
} from '#lib/history/closings/queries.ts';
import type {
  ConfirmClosing,
  DeclineClosing,
  StartAssessment,
  UndoClosing,
  WithdrawClosing,
} from '#lib/history/closings/schema.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { ClosingKind, NewNotice } from '#lib/platform/audit/notices.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { NOT_SCORED } from '#lib/record/assessments/rules.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { membersWithRoles } from '#lib/record/members/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type StartResult =
  | { readonly outcome: 'started' }
  /** A director has to confirm, and has been asked. */
  | { readonly outcome: 'requested' }
  /** A director has to confirm, and the council has none. */
  | { readonly outcome: 'no director' }
  | StartRefusal;

/**
 * Starts a council's first cycle, or closes the open one and starts the next, empty or carried forward. If the open
 * cycle has anything unsigned, a director is asked to do so instead. Closes only the cycle named in the form, so that
 * of two leads at once only one starts the next.
 */
export function startAssessment(context: CouncilContext, input: StartAssessment): Promise<StartResult> {
  return auditedWrite<StartResult>(context, 'assessment:start', async (db) => {
    const last = await lockLastCycle(db);
    const open = last?.status === 'open' ? last : null;
    const step = open && (await loadLastClosingStep(db, open.id));
    const at = context.now();
    const start = decideStart(input, {
      last,
      isWaiting: step !== null && requestIn(step) !== null,
      today: londonDay(at),
    });
    const next = nextOf(input, last);
    if (start.outcome === 'start') {
      return {
        result: { outcome: 'started' },
        event: await startCycle(db, last, next, context.person.id, at),
      };
    }
    if (start.outcome !== 'close') return unchanged(start);
    const { closes } = start;
    const close = decideClose(input, await loadHasUnsigned(db, closes.id));
    switch (close.outcome) {
      case 'close':
        return {
          result: { outcome: 'started' },
          event: await closeAndStart(db, closes, next, context.person.id, at),
          notices: [await notifyClosed(db, closes, next)],
        };
      case 'request': {
        const { id, name } = closes;
        const taken = await recordClosingStep(db, id, { kind: 'requested', next });
        const notice = await notifyClosing(db, closes, 'closing_requested');
        return {
          result: { outcome: notice.to.length > 0 ? 'requested' : 'no director' },
          event: { type: 'closing.requested', subject: id, data: { name, step: taken, next } },
          notices: [notice],
        };
      }
      default:
        return unchanged(close);
    }
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
    if (asked.outcome !== 'requested') return unchanged<ClosingResult>(asked);
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
    if (asked.outcome !== 'requested') return unchanged<ClosingResult>(asked);
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
  | FrameworkRefusal
  /** The person who made the request has since become a director. No one may confirm their own request. */
  | { readonly outcome: 'own request' }
  /** The content to be closed differs from what the director read. */
  | { readonly outcome: 'content changed' }
  /** The director must give challenge scores before they see the content. */
  | { readonly outcome: 'scores hidden' };

/** Closes the requested cycle, if its content is what the director saw, and starts the next. */
export function confirmClosing(
  context: CouncilContext,
  input: ConfirmClosing,
): Promise<ConfirmClosingResult> {
  return auditedWrite<ConfirmClosingResult>(context, 'closing:decide', async (db) => {
    const asked = await lockRequest(db, input);
    if (asked.outcome !== 'requested') return unchanged<ConfirmClosingResult>(asked);
    const { open, request, by } = asked;
    if (by === context.person.id) return unchanged<ConfirmClosingResult>({ outcome: 'own request' });
    if ((await loadHiddenStatements(db, open.id)).length > 0) {
      return unchanged<ConfirmClosingResult>({ outcome: 'scores hidden' });
    }
    if ((await loadUnsigned(db, open.id)).contentHash !== input.content) {
      return unchanged<ConfirmClosingResult>({ outcome: 'content changed' });
    }
    const refusal = frameworkRefusal(request.next, open);
    if (refusal) return unchanged<ConfirmClosingResult>(refusal);
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
  | { readonly outcome: 'too late'; readonly change: NonNullable<UndoableClosing['change']> }
  /** Someone has unsaved text in a statement that the reopened cycle does not have. */
  | { readonly outcome: 'drafts'; readonly statements: readonly StatementId[] };

/**
 * Reopens the last closed cycle as it was, and removes the cycle started in its place, if no one has changed anything
 * there. Unsaved text in the new cycle becomes drafts in the reopened one, without its score if the frameworks differ. The snapshot from the closing is kept; the
 * next closing adds another.
 */
export function undoClosing(context: CouncilContext, input: UndoClosing): Promise<UndoResult> {
  return auditedWrite<UndoResult>(context, 'closing:decide', async (db) => {
    const { tx } = db;
    // Writers hold a lock on the new cycle's row, so they have finished when this returns.
    const last = await lockLastCycle(db);
    const way = last?.status === 'open' ? await loadUndoableClosing(db, last.id) : null;
    const isThis =
      way?.closed.id === input.assessment &&
      way.started.id === input.started &&
      way.closed.step === input.step;
    if (!way || !isThis) return unchanged<UndoResult>({ outcome: 'stale' });
    if (way.change) return unchanged<UndoResult>({ outcome: 'too late', change: way.change });
    const councilId = context.council.id;
    const { closed, started } = way;
    const mapping = mappingBetween(
      frameworkOf(closed.framework),
      frameworkOf(last?.framework ?? closed.framework),
    );
    const drafts = await tx.statementDraft.findMany({
      where: { councilId, assessmentId: started.id },
      distinct: ['statement'],
      select: { statement: true },
    });
    const unplaced = drafts.flatMap(({ statement }) =>
      mapping && continuedFrom(mapping, statement) ? [] : statement,
    );
    if (unplaced.length > 0) return unchanged<UndoResult>({ outcome: 'drafts', statements: unplaced });
    const setStatus = (id: string, status: string) =>
      tx.assessment.updateMany({ where: { councilId, id }, data: { status } });
    await setStatus(started.id, 'undone');
    await setStatus(closed.id, 'open');
    // A score typed on another framework's scale means something else on this one.
    const isSameScale = closed.framework === last?.framework;
    for (const { statement } of drafts) {
      const earlier = mapping && continuedFrom(mapping, statement);
      await tx.$executeRaw`
        update statement_drafts d
           set assessment_id = s.assessment_id, statement = s.statement, base_version = s.version,
               score = case when ${isSameScale} then d.score else coalesce(s.score::text, ${NOT_SCORED}) end
          from statement_assessments s
         where d.council_id = ${councilId}::uuid and d.assessment_id = ${started.id}::uuid and d.statement = ${statement}
           and s.council_id = d.council_id and s.assessment_id = ${closed.id}::uuid and s.statement = ${earlier}`;
    }
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

function nextOf(input: StartAssessment, last: LockedCycle | null): NextCycle {
  const { name, startsOn, endsOn, content } = input;
  return {
    name,
    startsOn,
    endsOn,
    carries: content === 'carried',
    framework: frameworkAsked(input, last),
  };
}

type Asked = {
  readonly outcome: 'requested';
  readonly open: LockedCycle;
  readonly request: ClosingRequest;
  /** Id of the person who made the request. */
  readonly by: string;
};

/** Locks the open cycle and checks that its closing was requested in the step shown on the page. */
async function lockRequest(
  db: CouncilWrite,
  { assessment, step }: WithdrawClosing,
): Promise<Asked | ClosingResult> {
  const open = await lockLastCycle(db);
  const last = await loadLastClosingStep(db, assessment);
  const request = last && requestIn(last);
  if (!last || !request || last.step !== step || open?.id !== assessment || open.status !== 'open') {
    return { outcome: 'stale' };
  }
  return { outcome: 'requested', open, request, by: last.personId };
}

async function notifyClosed(
  db: CouncilWrite,
  { id }: { readonly id: string },
  { carries }: NextCycle,
): Promise<NewNotice> {
  const to = await membersWithRoles(db, ['lead', 'director']);
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
  return { to: await membersWithRoles(db, whom[kind]), notice: { kind, assessmentId: id } };
}
