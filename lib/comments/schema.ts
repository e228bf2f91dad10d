import { z } from 'zod';
import { COMMENT_LIMIT, subjectOf } from '#lib/comments/rules.ts';
import { idField } from '#lib/forms/id-field.ts';
import { limitedText } from '#lib/forms/limited-text.ts';

export const commentFields = ['body', 'mention'] as const;

const AGAIN = 'Open this page again, then write your comment';

const idOrNone = z
  .union([z.literal('').transform(() => null), idField(AGAIN)], AGAIN)
  .optional()
  .transform((id) => id ?? null);

const subject = z.string(AGAIN).transform((name, context) => {
  const found = subjectOf(name);
  if (found) return found;
  context.addIssue({ code: 'custom', message: AGAIN });
  return z.NEVER;
});

/**
 * What the comment form sends. `thread` is empty for the first comment of a new thread, `assessment` for a comment on an
 * item.
 */
export const addCommentSchema = z.object({
  body: z
    .string('Enter a comment')
    .trim()
    .min(1, 'Enter a comment')
    .pipe(limitedText('Comment', COMMENT_LIMIT)),
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
