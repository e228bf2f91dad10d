import 'server-only';
import { requireRoom } from '#lib/kernel/limits.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import { COMMENT_READERS, type SubjectKey, subjectKey } from '#lib/work/comments/queries.ts';
import {
  type CommentSubject,
  MAX_COMMENTS,
  type MentionableMember,
  mentionsIn,
  nameOfSubject,
} from '#lib/work/comments/rules.ts';
import type { AddComment } from '#lib/work/comments/schema.ts';

export type AddCommentResult =
  | { readonly outcome: 'added' | 'closed' | 'not found' | 'resolved' | 'unknown person' }
  /** It is not certain whom an "@Name" in the comment means. */
  | { readonly outcome: 'ambiguous mention'; readonly problems: readonly string[] };

/**
 * Starts a thread on a subject or replies to one, which also marks the thread as read. A resolved thread takes no
 * reply until it is reopened. A comment on a statement belongs to the assessment in the form; if that has closed,
 * nothing is added.
 */
export function addComment(
  context: CouncilContext,
  subject: CommentSubject,
  input: AddComment,
): Promise<AddCommentResult> {
  return auditedWrite<AddCommentResult>(context, 'comment:write', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    const { body, thread } = input;
    if (
      subject.kind === 'statement' &&
      !(input.assessment && (await lockOpenAssessment(db, input.assessment, subject.statement)))
    )
      return unchanged({ outcome: 'closed' });
    const key = await subjectKey(db, subject);
    if (!key) return unchanged({ outcome: 'not found' });
    if (thread !== null) {
      const state = await lockThread(db, key, thread);
      if (state !== 'open') return unchanged({ outcome: state });
    }
    const members = await membersIn(db);
    const named = mentionsIn(body, members, input.mention);
    if (named.problems.length > 0)
      return unchanged({ outcome: 'ambiguous mention', problems: named.problems });
    const notified = new Set([...input.mention, ...named.people]);
    const people = members.filter(({ id, barred }) => notified.has(id) && barred === null);
    if (people.length !== notified.size) return unchanged({ outcome: 'unknown person' });

    requireRoom(MAX_COMMENTS, await tx.comment.count({ where: { councilId, ...key } }));
    const comment = await tx.comment.create({
      data: {
        ...{ councilId, ...key, threadId: thread, authorId: context.person.id, body },
        createdAt: context.now(),
      },
      select: { id: true },
    });
    await tx.commentMention.createMany({
      data: people.map(({ id }) => ({ councilId, commentId: comment.id, personId: id })),
    });
    if (thread !== null) await readAll(db, { OR: [{ id: thread }, { threadId: thread }] });
    return {
      result: { outcome: 'added' },
      event: {
        type: thread === null ? 'comment.added' : 'comment.answered',
        subject: nameOfSubject(subject),
        data: {
          comment: comment.id,
          thread: thread ?? comment.id,
          characters: body.length,
          mentioned: people.map(({ name }) => name).toSorted(compareNames),
          words: hashWords([body]),
        },
      },
      notices: [
        {
          to: people.map(({ id }) => id),
          notice: { kind: 'mentioned', comment: comment.id, on: placeOf(key) },
        },
      ],
    };
  });
}

async function membersIn({ tx, context }: CouncilWrite): Promise<readonly MentionableMember[]> {
  const rows = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    select: {
      personId: true,
      role: true,
      disabledAt: true,
      person: { select: { name: true, disabledAt: true } },
    },
  });
  return rows.map(({ personId, role, disabledAt, person }) => ({
    id: personId,
    name: person.name,
    barred:
      disabledAt || person.disabledAt
        ? 'disabled'
        : COMMENT_READERS.includes(role)
          ? null
          : 'sees no comments',
  }));
}

function placeOf({ assessmentId, statement, evidenceItemId }: SubjectKey) {
  if (evidenceItemId !== null) return { evidenceItemId };
  if (assessmentId === null || statement === null)
    throw new Error('A comment is on a statement or on an item');
  return { assessmentId, statement };
}

export type ThreadResult = { readonly outcome: 'done' | 'unchanged' | 'not found' };

/** Resolves or reopens a thread. Unchanged if already so, also for the second of two requests at once. */
export function setResolved(
  context: CouncilContext,
  subject: CommentSubject,
  thread: string,
  resolved: boolean,
): Promise<ThreadResult> {
  return auditedWrite<ThreadResult>(context, 'comment:resolve', async (db) => {
    const { tx } = db;
    const key = await subjectKey(db, subject);
    const state = key ? await lockThread(db, key, thread) : 'not found';
    if (state === 'not found') return unchanged({ outcome: 'not found' });
    if ((state === 'resolved') === resolved) return unchanged({ outcome: 'unchanged' });
    await tx.comment.updateMany({
      where: { councilId: context.council.id, id: thread },
      data: resolved
        ? { resolvedAt: context.now(), resolvedById: context.person.id }
        : { resolvedAt: null, resolvedById: null },
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: resolved ? 'comment.resolved' : 'comment.reopened',
        subject: nameOfSubject(subject),
        data: { thread },
      },
    };
  });
}

/** Deletes the text of the person's own comment. The comment's existence, author and deletion stay visible. */
export function deleteComment(
  context: CouncilContext,
  subject: CommentSubject,
  comment: string,
): Promise<ThreadResult> {
  return auditedWrite<ThreadResult>(context, 'comment:write', async (db) => {
    const { tx } = db;
    const key = await subjectKey(db, subject);
    const own = key && { councilId: context.council.id, ...key, id: comment, authorId: context.person.id };
    const row = own && (await tx.comment.findFirst({ where: own, select: { body: true, threadId: true } }));
    if (!own || !row) return unchanged({ outcome: 'not found' });
    const { count } = await tx.comment.updateMany({
      where: { ...own, deletedAt: null },
      data: { body: '', deletedAt: context.now() },
    });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'comment.deleted',
        subject: nameOfSubject(subject),
        data: { comment, thread: row.threadId ?? comment, characters: row.body.length },
      },
    };
  });
}

/**
 * Marks every comment on the subject as read by this person. No event, because the council's record does not change.
 */
export function markRead(context: CouncilContext, subject: CommentSubject): Promise<ThreadResult> {
  return auditedWrite<ThreadResult>(context, 'comment:view', async (db) => {
    const key = await subjectKey(db, subject);
    if (!key) return unchanged({ outcome: 'not found' });
    const count = await readAll(db, key);
    return unchanged({ outcome: count > 0 ? 'done' : 'unchanged' });
  });
}

type Which = SubjectKey | { readonly OR: { id?: string; threadId?: string }[] };

async function readAll({ tx, context }: CouncilWrite, which: Which): Promise<number> {
  const councilId = context.council.id;
  const personId = context.person.id;
  const unread = await tx.comment.findMany({
    where: { councilId, ...which, authorId: { not: personId }, reads: { none: { personId } } },
    select: { id: true },
  });
  const { count } = await tx.commentRead.createMany({
    data: unread.map(({ id }) => ({ councilId, commentId: id, personId })),
    skipDuplicates: true,
  });
  return count;
}

/** The state of a thread on this subject, locked until the transaction ends. */
async function lockThread(
  { tx, context }: CouncilWrite,
  key: SubjectKey,
  thread: string,
): Promise<'open' | 'resolved' | 'not found'> {
  const [row] = await tx.$queryRaw<{ resolved: boolean }[]>`
    select resolved_at is not null as resolved
      from comments
     where council_id = ${context.council.id}::uuid and id = ${thread}::uuid and thread_id is null
       and assessment_id is not distinct from ${key.assessmentId}::uuid
       and statement is not distinct from ${key.statement}::text
       and evidence_item_id is not distinct from ${key.evidenceItemId}::uuid
       for update`;
  if (!row) return 'not found';
  return row.resolved ? 'resolved' : 'open';
}
