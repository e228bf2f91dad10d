'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { addComment, deleteComment, markRead, setResolved } from '#lib/work/comments/commands.ts';
import { type CommentSubject, nameOfSubject } from '#lib/work/comments/rules.ts';
import {
  addCommentOnSchema,
  commentFields,
  onCommentSchema,
  onSubjectSchema,
} from '#lib/work/comments/schema.ts';

type Sent = { readonly council: string; readonly input: { readonly subject: CommentSubject } };

function thread({ council, input }: Sent, flash: string): Done {
  return { to: routes.comments(council, nameOfSubject(input.subject)), flash };
}

export const addCommentAction = formAction({
  name: 'addComment',
  permission: 'comment:write',
  fields: commentFields,
  lists: ['mention'],
  hidden: ['subject', 'thread', 'assessment'],
  schema: addCommentOnSchema,
  run: (context, { subject, ...comment }) => addComment(context, subject, comment),
  outcomes: {
    added: (_, sent) => thread(sent, 'Comment added'),
    resolved: {
      field: '',
      message: 'Your comment was not saved because this thread has been resolved. Reopen it, then reply',
    },
    closed: { field: '', message: 'Your comment was not saved because this assessment is closed' },
    'ambiguous mention': ({ problems }) => problems.map((message) => ({ field: 'body' as const, message })),
    'unknown person': { field: 'mention', message: 'Select people who still belong to your council' },
    'not found': NOT_FOUND,
  },
});

export type ThreadState = StateOf<typeof resolveThreadAction>;

export const resolveThreadAction = formAction({
  name: 'resolveThread',
  permission: 'comment:resolve',
  fields: [],
  hidden: ['subject', 'comment'],
  schema: onCommentSchema,
  run: (context, { subject, comment }) => setResolved(context, subject, comment, true),
  outcomes: {
    done: (_, sent) => thread(sent, 'Comment resolved'),
    unchanged: (_, sent) => thread(sent, 'Comment resolved'),
    'not found': NOT_FOUND,
  },
});

export const reopenThreadAction = formAction({
  name: 'reopenThread',
  permission: 'comment:resolve',
  fields: [],
  hidden: ['subject', 'comment'],
  schema: onCommentSchema,
  run: (context, { subject, comment }) => setResolved(context, subject, comment, false),
  outcomes: {
    done: (_, sent) => thread(sent, 'Comment reopened'),
    unchanged: (_, sent) => thread(sent, 'Comment reopened'),
    'not found': NOT_FOUND,
  },
});

export const deleteCommentAction = formAction({
  name: 'deleteComment',
  permission: 'comment:write',
  fields: [],
  hidden: ['subject', 'comment'],
  schema: onCommentSchema,
  run: (context, { subject, comment }) => deleteComment(context, subject, comment),
  outcomes: {
    done: (_, sent) => thread(sent, 'Comment deleted'),
    unchanged: (_, sent) => thread(sent, 'Comment deleted'),
    'not found': NOT_FOUND,
  },
});

export const markReadAction = formAction({
  name: 'markRead',
  permission: 'comment:view',
  fields: [],
  hidden: ['subject', 'comment'],
  schema: onSubjectSchema,
  run: (context, { subject }) => markRead(context, subject),
  outcomes: {
    done: (_, sent) => thread(sent, 'All comments marked as read'),
    unchanged: (_, sent) => thread(sent, 'All comments marked as read'),
    'not found': NOT_FOUND,
  },
});
