import { z } from 'zod';
import { formatCount } from '#lib/kernel/format.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { optionalReasonField, reasonField } from '#lib/platform/forms/reason-field.ts';
import { hashField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { DECISION_REASON_LIMIT } from '#lib/work/reviews/rules.ts';

const AGAIN = 'Open this page again from the review';

/** The assessment and the last step shown on the page. If a step was taken since, the person must see it first. */
const place = { assessment: idField(AGAIN), step: versionField(0, AGAIN) };

const sha256 = hashField(AGAIN);

const anyReason = optionalReasonField(DECISION_REASON_LIMIT);

export const decisionFields = ['decision', 'reason', 'confirmed'] as const;

/**
 * `gaps`: number of gaps on the page, to be confirmed by the tick. `content` and `gapsHash`: hashes of the content and
 * the gaps shown. Anything else is refused.
 */
export const proposeSchema = z
  .object({
    ...place,
    reason: anyReason,
    gaps: versionField(0, AGAIN),
    content: sha256,
    gapsHash: sha256,
    confirmed: z.literal('yes').optional().catch(undefined),
  })
  .superRefine(({ gaps, confirmed }, context) => {
    if (gaps === 0 || confirmed) return;
    context.addIssue({
      code: 'custom',
      path: ['confirmed'],
      message: `Confirm that you are sending it with ${formatCount(gaps, 'gap')}`,
    });
  });
export type Propose = z.output<typeof proposeSchema>;

export const withdrawSchema = z.object({ ...place, reason: anyReason });
export const returnSchema = z.object({
  ...place,
  reason: reasonField(DECISION_REASON_LIMIT, 'Enter what needs to change'),
});
export const reopenSchema = z.object({
  ...place,
  reason: reasonField(DECISION_REASON_LIMIT, 'Enter why you are reopening it'),
});
export type StepWithReason = z.output<typeof withdrawSchema>;

/** `content`: hash of the content the director read. Anything else is refused. */
export const signSchema = z.object({ ...place, content: sha256, reason: anyReason });
export type Sign = z.output<typeof signSchema>;

/** A director's decision about the content sent for sign-off. */
export const decideSchema = z.discriminatedUnion(
  'decision',
  [
    signSchema.extend({ decision: z.literal('sign') }),
    returnSchema.extend({ decision: z.literal('return') }),
  ],
  'Select whether you sign it or return it',
);
