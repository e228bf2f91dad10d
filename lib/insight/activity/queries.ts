import 'server-only';
import {
  type ActivityEntry,
  type ActivityFilter,
  activeFilters,
  type Change,
  changesOf,
  csvCells,
  entryOf,
  isHidden,
  type Said,
  type SealedEntry,
  typesOf,
} from '#lib/insight/activity/rules.ts';
import { endOfDay, startOfDay } from '#lib/kernel/dates.ts';
import { type Piece, wordDifferences } from '#lib/kernel/word-differences.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { headOf } from '#lib/platform/db/audit-head.ts';
import { type CouncilRead, cacheByAuditHead, joinSql, read, sql } from '#lib/platform/db/read.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { hiddenInOpen } from '#lib/record/challenge/queries.ts';
import type { HiddenScores } from '#lib/record/challenge/rules.ts';
import { isStatementId, type StatementId } from '#lib/scoring/index.ts';

export type ActivityPage = {
  readonly entries: readonly ActivityEntry[];
  /** Everybody who is or was a member, by name: whose history can be asked for. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

export const PAGE_SIZE = 50;

/** One page of what happened in the council, newest first. A page number past the end gives page 1. */
export async function listActivity(
  context: CouncilContext,
  filter: ActivityFilter,
  page: number,
): Promise<ActivityPage> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const { tx } = db;
    const through = (await headOf(tx, context))?.seq ?? 0;
    const total = await countActivity(db, filter, through);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const current = Number.isInteger(page) && page >= 1 && page <= pages ? page : 1;
    const skip = (current - 1) * PAGE_SIZE;
    const filtered = isFiltered(filter);
    const rows = await matching(db, filter, {
      // The sequence has no gaps: unfiltered, a page starts at its number and nothing is skipped.
      through: filtered ? through : through - skip,
      skip: filtered ? skip : 0,
      take: PAGE_SIZE,
    });
    const people = await tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id },
      orderBy: { person: { name: 'asc' } },
      select: { person: { select: { id: true, name: true } } },
    });
    const hidden = await hiddenInOpen(db);
    return {
      entries: rows.map((row) => entryOf(row, hidden)),
      people: people.map(({ person }) => person),
      total,
      page: current,
      pages,
    };
  });
}

/** Up to `take` entries of the filtered history from event `through` down, with their seals: a batch of an export. */
export async function activityBatch(
  context: CouncilContext,
  filter: ActivityFilter,
  { through, take }: { readonly through: number; readonly take: number },
): Promise<readonly SealedEntry[]> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const hidden = await hiddenInOpen(db);
    const rows = await matching(db, filter, { through, skip: 0, take });
    return rows.map((row) => ({
      ...entryOf(row, hidden),
      requestId: row.requestId,
      ...sealOf(row, hidden),
    }));
  });
}

const BATCH = 1_000;

/** The filtered history from event `through` down as records of its file, read batch after batch as they are asked for. */
export async function* activityRecords(
  context: CouncilContext,
  filter: ActivityFilter,
  through: number,
): AsyncGenerator<readonly ReturnType<typeof csvCells>[]> {
  for (let from = through; ; ) {
    const entries = await activityBatch(context, filter, { through: from, take: BATCH });
    yield entries.map(csvCells);
    const last = entries.at(-1);
    if (!last || entries.length < BATCH) return;
    from = last.seq - 1;
  }
}

/** None while any score is hidden: whoever knows all of an event but its score could try each until the hash fits. */
function sealOf(
  { hash, previousHash }: Pick<Row, 'hash' | 'previousHash'>,
  hidden: HiddenScores | null,
): Pick<SealedEntry, 'hash' | 'previousHash'> {
  return hidden ? { hash: null, previousHash: null } : { hash, previousHash };
}

/** How many entries match, up to event `through`, the head when the list was opened. In the caller's transaction. */
export async function countActivity(
  { tx, context }: CouncilRead,
  filter: ActivityFilter,
  through: number,
): Promise<number> {
  // The sequence has no gaps, so its head is the count.
  if (!isFiltered(filter)) return through;
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from audit_events e where ${whereOf(context, filter, through)}`;
  return row?.count ?? 0;
}

type Row = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly requestId: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly reason: string | null;
  readonly said: Said | null;
  readonly hash: string;
  readonly previousHash: string;
};

// The reason that somebody gave with what an event e is of.
const reason = sql`
  case
  when e.type = any(${['closing.declined', 'closing.undone']}) then (
    select s.reason from closing_steps s
     where s.council_id = e.council_id and s.assessment_id = e.subject::uuid and s.step = (e.data ->> 'step')::int)
  when e.type = any(${['review.withdrawn', 'review.returned', 'review.reopened']}) then (
    select s.reason from review_steps s
     where s.council_id = e.council_id and s.assessment_id = e.subject::uuid and s.step = (e.data ->> 'step')::int)
  when e.type = 'sharing.changed' then (
    select a.reason from sharing_agreements a
     where a.council_id = e.council_id and a.version = (e.data ->> 'version')::int)
  when e.type = 'statement.saved' and e.data ? 'reason' then (
    select r.score_reason from statement_revisions r
     where r.council_id = e.council_id and r.assessment_id = (e.data ->> 'assessmentId')::uuid
       and r.statement = e.subject and r.version = (e.data ->> 'version')::int) end`;

// Enough for a first line.
const START = 400;

/** The start of what somebody wrote with what an event e is of. Comments are for those who may read them. */
function saidOf(context: CouncilContext) {
  return sql`
  case
  when e.type = any(${['comment.added', 'comment.answered']}) and ${can(context, 'comment:view')} then (
    select jsonb_build_object('comment', left(c.body, ${START})) from comments c
     where c.council_id = e.council_id and c.id = (e.data ->> 'comment')::uuid and c.deleted_at is null)
  when e.type = 'statement.saved' then (
    select jsonb_build_object('strengths', left(r.strengths, ${START}), 'improvements', left(r.improvements, ${START}),
                              'impact', left(r.impact, ${START}))
      from statement_revisions r
     where r.council_id = e.council_id and r.assessment_id = (e.data ->> 'assessmentId')::uuid
       and r.statement = e.subject and r.version = (e.data ->> 'version')::int) end`;
}

function matching(
  { tx, context }: CouncilRead,
  filter: ActivityFilter,
  { through, skip, take }: { readonly through: number; readonly skip: number; readonly take: number },
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select e.seq, e.at, e.actor_name as "actorName", e.actor_role as "actorRole", e.request_id as "requestId",
           e.type, e.subject, e.data, e.hash, e.previous_hash as "previousHash", ${reason} as reason,
           ${saidOf(context)} as said
      from audit_events e
     where ${whereOf(context, filter, through)}
     order by e.seq desc
     limit ${take} offset ${skip}`;
}

function isFiltered(filter: ActivityFilter): boolean {
  return Object.keys(activeFilters(filter)).length > 0;
}

// Each condition has its index: prisma/schema.prisma, and the statement's in its migration.
function whereOf(context: CouncilContext, filter: ActivityFilter, through: number) {
  const { statement, evidence, person, kind, from, to } = filter;
  return joinSql(
    [
      sql`e.council_id = ${context.council.id}::uuid and e.seq <= ${through}`,
      statement && sql`coalesce(e.data ->> 'statement', e.subject) = ${statement}`,
      evidence && sql`e.subject = ${evidence}`,
      person && sql`(e.actor_id = ${person}::uuid or e.subject = ${person})`,
      kind && sql`e.type = any(${typesOf(kind)})`,
      from && sql`e.at >= ${startOfDay(from)}`,
      to && sql`e.at < ${endOfDay(to)}`,
    ].filter((condition) => condition !== undefined && condition !== ''),
    ' and ',
  );
}

/** A text that an event changed. */
export type TextChange = { readonly name: string; readonly pieces: readonly Piece[] };

export type ActivityEntryView = SealedEntry & {
  readonly changes: readonly Change[];
  /** Of a statement's save its narratives, of a challenge score its reason, word by word. Null: none, or none kept. */
  readonly texts: readonly TextChange[] | null;
  /** What it happened to, where that has a page and a history of its own. */
  readonly statement: StatementId | null;
  readonly evidence: string | null;
  readonly isSave: boolean;
};

/** One event with what it changed. Null when the council's chain has no event of that number. */
export async function getActivityEntry(
  context: CouncilContext,
  seq: number,
): Promise<ActivityEntryView | null> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const { tx } = db;
    const [row] = await tx.$queryRaw<(Row & { readonly actorId: string | null })[]>`
      select e.seq, e.at, e.actor_id as "actorId", e.actor_name as "actorName", e.actor_role as "actorRole",
             e.request_id as "requestId", e.type, e.subject, e.data, e.hash, e.previous_hash as "previousHash",
             ${reason} as reason, ${saidOf(context)} as said
        from audit_events e
       where e.council_id = ${context.council.id}::uuid and e.seq = ${seq}`;
    if (!row) return null;
    const event = row as unknown as AuditEvent;
    const { statement } = row.data as { statement?: unknown };
    const subject = statement ?? row.subject;
    const hidden = await hiddenInOpen(db);
    const scoreHidden = isHidden(event, hidden);
    return {
      ...entryOf(row, hidden),
      requestId: row.requestId,
      ...sealOf(row, hidden),
      changes: changesOf(event, scoreHidden),
      texts: await textsOf(db, event, { actorId: row.actorId, scoreHidden }),
      statement: isStatementId(subject) ? subject : null,
      evidence: /^E\d+$/.test(row.subject) ? row.subject : null,
      isSave: event.type === 'statement.saved',
    };
  });
}

function textsOf(
  db: CouncilRead,
  event: AuditEvent,
  { actorId, scoreHidden }: { readonly actorId: string | null; readonly scoreHidden: boolean },
): Promise<readonly TextChange[] | null> {
  if (event.type === 'statement.saved') return textChanges(db, event);
  if (event.type === 'challenge.given' && !scoreHidden && actorId !== null) {
    return reasonChange(db, event, actorId);
  }
  return Promise.resolve(null);
}

async function reasonChange(
  { tx, context }: CouncilRead,
  { subject, data }: Extract<AuditEvent, { type: 'challenge.given' }>,
  personId: string,
): Promise<readonly TextChange[] | null> {
  const rows = await tx.challengeScore.findMany({
    where: {
      councilId: context.council.id,
      assessmentId: data.assessmentId,
      statement: subject,
      personId,
      version: { in: [data.version - 1, data.version] },
    },
    orderBy: { version: 'desc' },
    select: { reason: true },
  });
  const [after, before] = rows;
  return after ? [{ name: 'Reason', pieces: wordDifferences(before?.reason ?? '', after.reason) }] : null;
}

async function textChanges(
  { tx, context }: CouncilRead,
  { subject, data }: Extract<AuditEvent, { type: 'statement.saved' }>,
): Promise<readonly TextChange[] | null> {
  const revisions = await tx.statementRevision.findMany({
    where: {
      councilId: context.council.id,
      assessmentId: data.assessmentId,
      statement: subject,
      version: { in: [data.version - 1, data.version] },
    },
    select: { version: true, strengths: true, improvements: true, impact: true },
  });
  const after = revisions.find(({ version }) => version === data.version);
  const before =
    data.version === 1
      ? { strengths: '', improvements: '', impact: '' }
      : revisions.find(({ version }) => version === data.version - 1);
  if (!before || !after) return null;
  return NARRATIVES.map(({ field, heading }) => ({
    name: heading,
    pieces: wordDifferences(before[field], after[field]),
  }));
}

export type NewChanges = {
  /** By statement in framework order, then those about no statement. */
  readonly counts: readonly { readonly statement: StatementId | null; readonly count: number }[];
  /** Set when there are more than are counted. */
  readonly isMore: boolean;
  /** The newest of them: what "Mark as seen" marks, so that what comes meanwhile is not marked unseen. */
  readonly through: number;
  /** When the person last marked them as seen. Null: never. */
  readonly since: Date | null;
};

const MOST_COUNTED = 1_000;

/**
 * What other people changed since the person last marked the history as seen. Null when there is nothing. In the
 * caller's transaction.
 */
export async function newChanges(db: CouncilRead): Promise<NewChanges | null> {
  const { tx, context } = db;
  requirePermission(context, 'activity:view');
  const [councilId, personId] = [context.council.id, context.person.id];
  const [look] = await tx.$queryRaw<{ seq: number; at: Date }[]>`
    select seq, at from last_looks where council_id = ${councilId}::uuid and person_id = ${personId}::uuid`;
  const seen = look?.seq ?? 0;
  // A thousand events are read to be counted.
  const rows = await cacheByAuditHead(
    db,
    { name: `changes by others than ${personId}`, of: String(seen) },
    () => tx.$queryRaw<{ statement: string | null; count: number; through: number }[]>`
      with newest as (
        select e.seq, coalesce(e.data ->> 'statement', e.subject) as about
          from audit_events e
         where e.council_id = ${councilId}::uuid and e.seq > ${seen}
           and e.actor_id <> ${personId}::uuid and e.type <> all(${typesOf('views')})
         order by e.seq desc
         limit ${MOST_COUNTED + 1}
      )
      select case when about ~ '^QS[1-9]$' then about end as statement, count(*)::int as count, max(seq) as through
        from newest
       group by 1
       order by 1 nulls last`,
  );
  if (rows.length === 0) return null;
  return {
    counts: rows.map(({ statement, count }) => ({
      statement: isStatementId(statement) ? statement : null,
      count,
    })),
    isMore: rows.reduce((sum, { count }) => sum + count, 0) > MOST_COUNTED,
    through: Math.max(...rows.map(({ through }) => through)),
    since: look?.at ?? null,
  };
}
