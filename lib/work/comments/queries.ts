import 'server-only';
import { fold } from '#lib/kernel/text/fold.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLES, type Role, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadOpenCycleWith } from '#lib/record/assessments/queries.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { type CommentCount, type CommentSubject, NO_COMMENTS } from '#lib/work/comments/rules.ts';

export type CommentView = {
  readonly id: string;
  readonly by: string;
  readonly mine: boolean;
  readonly at: Date;
  /** Null if deleted. */
  readonly body: string | null;
  readonly deletedAt: Date | null;
  readonly mentioned: readonly string[];
  readonly unread: boolean;
};

export type ThreadView = {
  readonly id: string;
  readonly resolved: { readonly at: Date; readonly by: string } | null;
  /** Oldest first. */
  readonly comments: readonly CommentView[];
};

export type MentionableView = { readonly id: string; readonly name: string };

/** Roles that see comments and so may be mentioned in one. */
export const COMMENT_READERS: readonly Role[] = ROLES.filter((role) => can({ role }, 'comment:view'));

/** The row a comment on this subject refers to: a statement of the open assessment, or an evidence item. */
export type SubjectKey = {
  readonly assessmentId: string | null;
  readonly statement: StatementId | null;
  readonly evidenceItemId: string | null;
};

/** Null if there is no such row. */
export async function subjectKey(db: CouncilRead, subject: CommentSubject): Promise<SubjectKey | null> {
  if (subject.kind === 'statement') {
    const { statement } = subject;
    const open = await loadOpenCycleWith(db, statement);
    return open && { assessmentId: open.id, statement, evidenceItemId: null };
  }
  const { tx, context } = db;
  const number = parseReference(subject.reference);
  if (number === null) return null;
  const item = await tx.evidenceItem.findUnique({
    where: { councilId_number: { councilId: context.council.id, number } },
    select: { id: true },
  });
  return item && { assessmentId: null, statement: null, evidenceItemId: item.id };
}

/** The threads on a subject, newest first, and the people a comment may mention. Null if there is no such subject. */
export async function listThreads(
  context: CouncilContext,
  subject: CommentSubject,
): Promise<{
  /** The assessment that the threads belong to. Null for an evidence item. */
  readonly assessment: string | null;
  readonly threads: readonly ThreadView[];
  readonly people: readonly MentionableView[];
} | null> {
  requirePermission(context, 'comment:view');
  const councilId = context.council.id;
  return read(context, async (db) => {
    const { tx } = db;
    const key = await subjectKey(db, subject);
    if (!key) return null;
    const threads = await threadsOn(db, key);
    const members = await tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: {
        councilId,
        role: { in: [...COMMENT_READERS] },
        disabledAt: null,
        person: { disabledAt: null },
        personId: { not: context.person.id },
      },
      orderBy: { person: { name: 'asc' } },
      select: { personId: true, person: { select: { name: true, email: true } } },
    });
    const called = Map.groupBy(members, ({ person }) => fold(person.name));
    return {
      assessment: key.assessmentId,
      threads: threads.map(({ thread }) => thread),
      people: members.map(({ personId, person: { name, email } }) => ({
        id: personId,
        // Adds the email address if two people have the same name.
        name: (called.get(fold(name))?.length ?? 0) > 1 ? `${name} (${email})` : name,
      })),
    };
  });
}

type OnStatement = { readonly statement: StatementId | null; readonly thread: ThreadView };

/** Newest first. */
async function threadsOn(
  { tx, context }: CouncilRead,
  on: SubjectKey | { readonly assessmentId: string },
): Promise<readonly OnStatement[]> {
  const rows = await tx.comment.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, ...on },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      statement: true,
      threadId: true,
      authorId: true,
      body: true,
      createdAt: true,
      deletedAt: true,
      resolvedAt: true,
      author: { select: { person: { select: { name: true } } } },
      resolvedBy: { select: { person: { select: { name: true } } } },
      mentions: { select: { person: { select: { person: { select: { name: true } } } } } },
      reads: { where: { personId: context.person.id }, select: { personId: true } },
    },
  });
  const comments = rows.map((row) => {
    const mine = row.authorId === context.person.id;
    const view: CommentView = {
      id: row.id,
      by: row.author.person.name,
      mine,
      at: row.createdAt,
      body: row.deletedAt ? null : row.body,
      deletedAt: row.deletedAt,
      mentioned: row.mentions.map(({ person }) => person.person.name).toSorted(compareNames),
      unread: !mine && !row.deletedAt && row.reads.length === 0,
    };
    return { thread: row.threadId ?? row.id, view };
  });
  return rows
    .filter(({ threadId }) => threadId === null)
    .map(({ id, statement, resolvedAt, resolvedBy }) => ({
      statement,
      thread: {
        id,
        resolved: resolvedAt && resolvedBy && { at: resolvedAt, by: resolvedBy.person.name },
        comments: comments.filter(({ thread }) => thread === id).map(({ view }) => view),
      },
    }))
    .toReversed();
}

export type ThreadsOfStatements = Readonly<Partial<Record<StatementId, readonly ThreadView[]>>>;

/** All threads on the statements of a closed assessment, marked as read. */
export async function loadClosedThreads(db: CouncilRead, assessmentId: string): Promise<ThreadsOfStatements> {
  const { context } = db;
  requirePermission(context, 'comment:view');
  const found: Partial<Record<StatementId, ThreadView[]>> = {};
  for (const { statement, thread } of await threadsOn(db, { assessmentId })) {
    if (!statement) continue;
    const comments = thread.comments.map((comment) => ({ ...comment, unread: false }));
    found[statement] = [...(found[statement] ?? []), { ...thread, comments }];
  }
  return found;
}

type CountRow = CommentCount & { readonly statement: StatementId };

export type CommentsOfStatements = Readonly<Partial<Record<StatementId, CommentCount>>>;

/** Comment counts of the statements that have any, in the open assessment. */
export async function loadComments({ tx, context }: CouncilRead): Promise<CommentsOfStatements> {
  requirePermission(context, 'comment:view');
  const rows = await tx.$queryRaw<CountRow[]>`
    select c.statement,
           (count(*) filter (where c.thread_id is null and c.resolved_at is null))::int as open,
           (count(*) filter (where c.author_id <> ${context.person.id}::uuid and c.deleted_at is null
                               and r.person_id is null))::int as unread
      from assessments a
      join comments c on c.council_id = a.council_id and c.assessment_id = a.id
      left join comment_reads r on r.council_id = c.council_id and r.comment_id = c.id
           and r.person_id = ${context.person.id}::uuid
     where a.council_id = ${context.council.id}::uuid and a.status = 'open'
     group by c.statement`;
  return Object.fromEntries(rows.map(({ statement, open, unread }) => [statement, { open, unread }]));
}

/** The statements of the open assessment with comments. */
function commentedStatements(db: CouncilRead): Promise<readonly string[]> {
  return cacheByAuditHead(db, { name: 'commented statements', of: '' }, async () => {
    const { tx, context } = db;
    const rows = await tx.$queryRaw<{ statement: string }[]>`
      select distinct c.statement
        from assessments a
        join comments c on c.council_id = a.council_id and c.assessment_id = a.id
       where a.council_id = ${context.council.id}::uuid and a.status = 'open'`;
    return rows.map(({ statement }) => statement);
  });
}

/** Comment counts of one subject. */
export async function loadCommentCount(db: CouncilRead, subject: CommentSubject): Promise<CommentCount> {
  const { tx, context } = db;
  requirePermission(context, 'comment:view');
  const councilId = context.council.id;
  const statement = subject.kind === 'statement' ? subject.statement : null;
  // What a person has read changes without an event.
  if (statement && !(await commentedStatements(db)).includes(statement)) return NO_COMMENTS;
  const number = subject.kind === 'evidence' ? parseReference(subject.reference) : null;
  const [row] = await tx.$queryRaw<CommentCount[]>`
    select (count(*) filter (where c.thread_id is null and c.resolved_at is null))::int as open,
           (count(*) filter (where c.author_id <> ${context.person.id}::uuid and c.deleted_at is null
                               and r.person_id is null))::int as unread
      from comments c
      left join comment_reads r on r.council_id = c.council_id and r.comment_id = c.id
           and r.person_id = ${context.person.id}::uuid
     where c.council_id = ${councilId}::uuid
       and (c.statement = ${statement}::text
            and c.assessment_id = (select id from assessments where council_id = ${councilId}::uuid and status = 'open')
            or c.evidence_item_id = (select id from evidence_items
                                      where council_id = ${councilId}::uuid and number = ${number}::int))`;
  return row ?? NO_COMMENTS;
}
