import { z } from 'zod';
import { optionalReasonField, reasonField } from '#lib/platform/forms/reason-field.ts';
import { hiddenField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { readReference } from '#lib/record/evidence/schema.ts';
import { ERASURE_REASON_LIMIT } from '#lib/work/erasures/rules.ts';

const AGAIN = 'This page is out of date. Open it again from the evidence list';

const reference = hiddenField(readReference, AGAIN);

/** `seen`: the newest version of the file on the page; 0 for a link. */
export const askSchema = z.object({
  reference,
  seen: versionField(0, AGAIN).transform((version) => version || null),
  reason: reasonField(ERASURE_REASON_LIMIT, 'Enter why it should never have been here'),
});
export type AskErasure = z.output<typeof askSchema>;

/** `number`: the request that the page showed. */
const place = { reference, number: versionField(1, AGAIN) };

export const answerFields = ['answer', 'reason'] as const;

export const answerSchema = z
  .object({
    ...place,
    answer: z.enum(['confirm', 'decline'], 'Select whether to erase it'),
    reason: optionalReasonField(ERASURE_REASON_LIMIT),
  })
  .refine(({ answer, reason }) => answer === 'confirm' || reason !== '', {
    path: ['reason'],
    message: 'Enter why you are declining',
  });
export type AnswerErasure = z.output<typeof answerSchema>;

export const takeBackSchema = z.object(place);
export type TakeBackErasure = z.output<typeof takeBackSchema>;
