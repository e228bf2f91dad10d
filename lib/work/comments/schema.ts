import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, textField } from '#lib/platform/forms/text-field.ts';
import { COMMENT_LIMIT, subjectOf } from '#lib/work/comments/rules.ts';

export const commentFields = ['body', 'mention'] as const;

const AGAIN = 'Open this page again, then write your comment';

const idOrNone = z
  .union([z.literal('').transform(() => null), idField(AGAIN)], AGAIN)
  .optional()
  .transform((id) => id ?? null);

const subject = hiddenField((name) => subjectOf(name) ?? undefined, AGAIN);

/** The comment form. `thread` is blank for a new thread, `assessment` for a comment on an evidence item. */
export const addCommentSchema = z.object({
  body: textField({ called: 'Comment', limit: COMMENT_LIMIT, missing: 'Enter a comment' }),
  mention: z
    .array(idField('Select people from the list'))
    .max(500, 'Select people from the list')
    .default([]),
  thread: idOrNone,
  assessment: idOrNone,
});
export type AddComment = z.output<typeof addCommentSchema>;

export const onSubjectSchema = z.object({ subject });
export const onCommentSchema = onSubjectSchema.extend({ comment: idField() });
export const addCommentOnSchema = addCommentSchema.extend({ subject });
