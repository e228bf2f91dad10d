import 'server-only';
import { describeEntry } from '#lib/history/activity/entries.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { CYCLE_CHANGES } from '#lib/nouns.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { EVENT_WORDS } from '#lib/platform/audit/describe.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { type CouncilRead, rawSql, read } from '#lib/platform/db/read.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { activeLinkWhere } from '#lib/record/links/rules.ts';
import { membersWithRoles } from '#lib/record/members/queries.ts';
import { loadChangesSinceSigned, loadLiveSnapshot } from '#lib/record/snapshots/queries.ts';
import { hashSnapshot } from '#lib/record/snapshots/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { ClosingStepKind } from '#lib/work/cycles/rules.ts';
import { loadUnsavedDrafts, type UnsavedDrafts } from '#lib/work/drafts/queries.ts';
import { loadSignOff } from '#lib/work/reviews/queries.ts';

export type StartView = {
  /** The cycle that can be carried forward. Null if the council has had none. */
  readonly last: { readonly number: number; readonly name: string; readonly framework: string } | null;
  /** The cycle that starting the next one closes. Null if none is open. */
  readonly closes: ClosingView | null;
  /** The request, if a director has been asked to close it. */
  readonly waiting: ClosingRequest | null;
  /** The last step, if a director declined. */
  readonly declined: ClosingStep | null;
};

/** A step of a closing. */
export type ClosingStep = {
  readonly step: number;
  readonly by: string;
  readonly at: Date;
  /** Empty if none was given. */
  readonly reason: string;
};

/** A lead's request that a director close the open cycle and start the next. */
export type ClosingRequest = ClosingStep & { readonly next: NextCycle };

export type NextCycle = {
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** Whether answers and evidence are carried forward. */
  readonly carries: boolean;
  /** The id of its framework. */
  readonly framework: string;
};

/** What closing a cycle ends. */
export type ClosingView = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  /** The id of its framework. */
  readonly framework: string;
  /** The last step of its closing, 0 if there is none. */
  readonly step: number;
  readonly reviewState: ReviewState;
  /** The last signed version. */
  readonly signed: { readonly version: number; readonly by: string; readonly at: Date } | null;
  /** What differs from the last signed version. Null while scores are hidden from this person. */
  readonly unsigned: Unsigned | null;
  /** Who has unsaved drafts in it and how many, but never their text. */
  readonly drafts: readonly UnsavedDrafts[];
  readonly openThreads: number;
  readonly challenges: number;
  readonly targets: number;
  readonly scenarios: number;
  readonly paperLinks: { readonly count: number; readonly until: Date | null };
};

export type Unsigned = {
  /** Whether a director has to confirm the closing: nothing was signed, or the content has changed since. */
  readonly isAny: boolean;
  /** Statements that differ from the last signed version. */
  readonly statements: readonly StatementId[];
  /** Hash of all current content. */
  readonly contentHash: string;
};

/** What a lead needs to know before starting the next cycle. */
export async function getStart(context: CouncilContext): Promise<StartView> {
  requirePermission(context, 'assessment:start');
  return read(context, async (db) => {
    const { tx } = db;
    const last = await tx.assessment.findFirst({
      where: { councilId: context.council.id, status: { not: 'undone' } },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, name: true, status: true, framework: true },
    });
    const none = { closes: null, waiting: null, declined: null };
    if (!last) return { ...none, last };
    const { id, number, name, status, framework } = last;
    if (status !== 'open') return { ...none, last: { number, name, framework } };
    const step = await loadLastClosingStep(db, id);
    return {
      last: { number, name, framework },
      closes: await closingIn(db, id),
      waiting: step && requestIn(step),
      declined: step?.kind === 'declined' ? step : null,
    };
  });
}

/** The open cycle and any request to close it, for a director. Null when no cycle is open. */
export async function getClosing(context: CouncilContext): Promise<{
  readonly closes: ClosingView;
  readonly waiting: ClosingRequest | null;
  /** Statements this person must challenge before they see the content to be closed. */
  readonly hidden: readonly StatementId[];
  /** If this person made the request: names of the directors who can confirm it instead. */
  readonly confirmers: readonly string[] | null;
} | null> {
  requirePermission(context, 'closing:view');
  return read(context, async (db) => {
    const open = await loadOpenCycle(db);
    const closes = open && (await closingIn(db, open.id));
    if (!closes) return null;
    const step = await loadLastClosingStep(db, closes.id);
    const waiting = step && requestIn(step);
    const isOwn = waiting && step.personId === context.person.id;
    return {
      closes,
      waiting,
      hidden: await loadHiddenStatements(db, closes.id),
      confirmers: isOwn ? await otherDirectors(db) : null,
    };
  });
}

async function otherDirectors(db: CouncilRead): Promise<readonly string[]> {
  const { tx, context } = db;
  const ids = await membersWithRoles(db, ['director']);
  const people = await tx.person.findMany({
    where: { id: { in: ids.filter((id) => id !== context.person.id) }, disabledAt: null },
    orderBy: { name: 'asc' },
    select: { name: true },
  });
  return people.map(({ name }) => name);
}

type ClosingViewRow = Pick<ClosingView, 'id' | 'number' | 'name' | 'framework' | 'reviewState' | 'step'> & {
  readonly openThreads: number;
  readonly challenges: number;
  readonly targets: number;
  readonly scenarios: number;
  readonly paperLinks: number;
  readonly until: Date | null;
};

async function closingIn(db: CouncilRead, assessmentId: string): Promise<ClosingView | null> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<ClosingViewRow[]>`
    with working as (
      select expires_at from links
       where council_id = ${councilId}::uuid and kind = 'board_paper' and withdrawn_at is null
         and expires_at > ${context.now()}
    )
    select a.id, a.number, a.name, a.review_state as "reviewState",
           (select coalesce(max(step), 0) from closing_steps s
             where s.council_id = a.council_id and s.assessment_id = a.id) as step,
           (select count(*)::int from comments c
             where c.council_id = a.council_id and c.assessment_id = a.id and c.thread_id is null
               and c.resolved_at is null and c.deleted_at is null) as "openThreads",
           (select count(distinct (c.statement, c.person_id))::int from challenge_scores c
             where c.council_id = a.council_id and c.assessment_id = a.id) as challenges,
           (select count(*)::int from statement_targets t
             where t.council_id = a.council_id and t.assessment_id = a.id) as targets,
           (select count(*)::int from scenarios s
             where s.council_id = a.council_id and s.assessment_id = a.id) as scenarios,
           (select count(*)::int from working) as "paperLinks",
           (select max(expires_at) from working) as until, a.framework
      from assessments a
     where a.council_id = ${councilId}::uuid and a.id = ${assessmentId}::uuid`;
  if (!row) return null;
  const { paperLinks, until, ...facts } = row;
  const { signed } = await loadSignOff(db, assessmentId);
  const isHidden = (await loadHiddenStatements(db, assessmentId)).length > 0;
  return {
    ...facts,
    signed: signed && { version: signed.version, by: signed.by, at: signed.at },
    unsigned: isHidden ? null : await loadUnsigned(db, assessmentId),
    drafts: await loadUnsavedDrafts(db, assessmentId),
    paperLinks: { count: paperLinks, until },
  };
}

/** `isAny` of `loadUnsigned`, without a hash of the content. */
export async function loadHasUnsigned(db: CouncilRead, assessmentId: string): Promise<boolean> {
  return (await loadChangesSinceSigned(db, assessmentId))?.isChanged ?? true;
}

/** What differs from the last signed version. Does not check who may see it. */
export async function loadUnsigned(db: CouncilRead, assessmentId: string): Promise<Unsigned> {
  const live = await loadLiveSnapshot(db, assessmentId);
  if (!live) throw new Error(`Assessment ${assessmentId} has no statements`);
  const since = await loadChangesSinceSigned(db, assessmentId);
  return {
    isAny: since?.isChanged ?? true,
    statements: since?.statements ?? [],
    contentHash: hashSnapshot(live).contentHash,
  };
}

type StepRow = ClosingStep & {
  readonly kind: ClosingStepKind;
  readonly personId: string;
  readonly nextName: string | null;
  readonly nextStartsOn: CalendarDate | null;
  readonly nextEndsOn: CalendarDate | null;
  readonly nextCarries: boolean | null;
  readonly nextFramework: string | null;
  readonly framework: string;
};

/** The last step of a cycle's closing. */
export async function loadLastClosingStep(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<StepRow | null> {
  const [row] = await tx.$queryRaw<StepRow[]>`
    select s.step, s.kind::text as kind, s.reason, p.name as by, s.person_id::text as "personId", s.at,
           s.next_name as "nextName", s.next_starts_on::text as "nextStartsOn",
           s.next_ends_on::text as "nextEndsOn",
           s.next_carries as "nextCarries", s.next_framework as "nextFramework", a.framework
      from closing_steps s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
      join people p on p.id = s.person_id
     where s.council_id = ${context.council.id}::uuid and s.assessment_id = ${assessmentId}::uuid
     order by s.step desc
     limit 1`;
  return row ?? null;
}

/** The request in a step, if it is one. */
export function requestIn(row: StepRow): ClosingRequest | null {
  const { kind, step, by, at, reason, nextName: name, nextStartsOn: startsOn, nextEndsOn: endsOn } = row;
  if (kind !== 'requested' || name === null || !startsOn || !endsOn) return null;
  // A request from before there were several frameworks keeps that of its cycle.
  const framework = row.nextFramework ?? row.framework;
  return {
    step,
    by,
    at,
    reason,
    next: { name, startsOn, endsOn, carries: row.nextCarries === true, framework },
  };
}

/** The cycle closed when the open one started, and whether that can be undone. */
export type UndoableClosing = {
  /** The closed cycle. `step`: of its closing. */
  readonly closed: {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly framework: string;
    readonly step: number;
    readonly by: string;
    readonly at: Date;
  };
  readonly started: { readonly id: string; readonly name: string };
  /** The first change made in the open cycle. After that the closing cannot be undone. */
  readonly change: { readonly what: string; readonly by: string; readonly at: Date } | null;
  /** Number of active links to board papers made since. */
  readonly paperLinks: number;
};

/**
 * The closing that can be undone. Null if the open cycle is the first, or was started before closings could be undone.
 */
export async function getUndoableClosing(context: CouncilContext): Promise<UndoableClosing | null> {
  requirePermission(context, 'closing:decide');
  return read(context, async (db) => {
    const open = await loadOpenCycle(db);
    return open && loadUndoableClosing(db, open.id);
  });
}

/** Does not check who may see it. */
export async function loadUndoableClosing(
  db: CouncilRead,
  startedId: string,
): Promise<UndoableClosing | null> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<(UndoableClosing['closed'] & { readonly started: string })[]>`
    select c.id, c.number, c.name, c.framework, s.step, p.name as by, s.at, n.name as started
      from closing_steps s
      join assessments c on c.council_id = s.council_id and c.id = s.assessment_id and c.status = 'closed'
      join assessments n on n.council_id = s.council_id and n.id = s.started_id and n.status = 'open'
      join people p on p.id = s.person_id
     where s.council_id = ${councilId}::uuid and s.started_id = ${startedId}::uuid and s.kind = 'closed'`;
  if (!row) return null;
  const { started, ...closed } = row;
  const paperLinks = await tx.link.count({
    where: { councilId, createdAt: { gt: closed.at }, ...activeLinkWhere('board_paper', context.now()) },
  });
  return {
    closed,
    started: { id: startedId, name: started },
    change: await firstChange(db, startedId),
    paperLinks,
  };
}

type FirstChange = {
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly words: unknown;
  readonly by: string;
  readonly at: Date;
};

/** The first event that changed a cycle after its start. Changes to the council's evidence list do not count. */
async function firstChange(
  { tx, context }: CouncilRead,
  startedId: string,
): Promise<UndoableClosing['change']> {
  const [row] = await tx.$queryRaw<FirstChange[]>`
    select e.type, e.subject, e.data, (${rawSql(EVENT_WORDS)}) as words, e.actor_name as by, e.at
      from audit_events e
     where e.council_id = ${context.council.id}::uuid
       and e.seq > (select max(s.seq) from audit_events s
                     where s.council_id = e.council_id and s.type = 'assessment.started' and s.subject = ${startedId})
       and e.type = any(${CYCLE_CHANGES})
       and (e.subject !~ '^E[0-9]+$' or e.data ->> 'statement' is not null)
     order by e.seq
     limit 1`;
  if (!row) return null;
  const { by, at, ...event } = row;
  // Described without scores, which this reader may not be allowed to see.
  return { what: describeEntry(event as AuditEvent, true).title, by, at };
}
