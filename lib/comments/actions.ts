'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { addComment, deleteComment, markRead, setResolved } from '#lib/comments/commands.ts';
import { nameOfSubject, subjectOf } from '#lib/comments/rules.ts';
import { addCommentSchema, type CommentField, commentFields, commentIdSchema } from '#lib/comments/schema.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';

type CommentValues = CommentField | 'assessment' | 'submission';
export type CommentState = FormState<CommentValues>;

const STANDING = {
  resolved: {
    field: '',
    message: 'Your comment is not saved because this thread has been resolved. Reopen it, then answer',
  },
  closed: { field: '', message: 'Your comment is not saved because this assessment is closed' },
  'unknown person': { field: 'mention', message: 'Select people who still belong to your council' },
  'not found': NOT_FOUND,
} as const satisfies Record<string, FieldError<CommentValues>>;

export async function addCommentAction(_before: CommentState, form: FormData): Promise<CommentState> {
  const { council = '', subject: name } = readForm(form, ['council', 'subject']);
  const typed = readForm(form, ['body', 'thread', 'assessment', 'submission']);
  const mention = form.getAll('mention').filter((value) => typeof value === 'string');
  const refused = (errors: readonly FieldError<CommentValues>[]): CommentState => ({
    status: 'refused',
    errors,
    values: { ...typed, mention: mention.join(',') },
  });
  const subject = subjectOf(name);
  if (!subject) return refused([NOT_FOUND]);
  const parsed = addCommentSchema.safeParse({ ...typed, mention });
  const done = await throughGate(council, 'comment:write', async (context) =>
    parsed.success ? addComment(context, subject, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, commentFields));
  const outcome = done.result?.outcome ?? 'not found';
  if (outcome !== 'added' && outcome !== 'already added') return refused([STANDING[outcome]]);
  redirect(`${routes.comments(council, nameOfSubject(subject))}?done=added`);
}

export type ThreadState = FormState<never>;

export async function resolveAction(_before: ThreadState, form: FormData): Promise<ThreadState> {
  return onComment(form, 'comment:resolve', 'resolved', (context, subject, id) =>
    setResolved(context, subject, id, true),
  );
}

export async function reopenAction(_before: ThreadState, form: FormData): Promise<ThreadState> {
  return onComment(form, 'comment:resolve', 'reopened', (context, subject, id) =>
    setResolved(context, subject, id, false),
  );
}

export async function deleteCommentAction(_before: ThreadState, form: FormData): Promise<ThreadState> {
  return onComment(form, 'comment:write', 'deleted', deleteComment);
}

export async function markReadAction(_before: ThreadState, form: FormData): Promise<ThreadState> {
  return onComment(form, 'comment:view', 'read', markRead);
}

async function onComment(
  form: FormData,
  permission: Parameters<typeof throughGate>[1],
  what: 'resolved' | 'reopened' | 'deleted' | 'read',
  work: typeof deleteComment,
): Promise<ThreadState> {
  const { council = '', subject: name, comment } = readForm(form, ['council', 'subject', 'comment']);
  const refused = (error: FieldError<never>): ThreadState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const subject = subjectOf(name);
  const id = commentIdSchema.safeParse(comment);
  if (!subject || (what !== 'read' && !id.success)) return refused(NOT_FOUND);
  const done = await throughGate(council, permission, (context) => work(context, subject, id.data ?? ''));
  if (!done.ok) return refused(done.error);
  if (done.result.outcome === 'not found') return refused(NOT_FOUND);
  redirect(`${routes.comments(council, nameOfSubject(subject))}?done=${what}`);
}
