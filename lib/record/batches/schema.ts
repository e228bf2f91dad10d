import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { statementField } from '#lib/platform/forms/statement-field.ts';
import { tagsField } from '#lib/platform/forms/tags-field.ts';
import { hiddenField, lineField } from '#lib/platform/forms/text-field.ts';
import { parseNumbers } from '#lib/record/batches/rules.ts';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import { viewQuery } from '#lib/record/evidence/view.ts';
import { viewOf } from '#lib/record/views/rules.ts';

const AGAIN = 'This page is out of date. Select the evidence again';

/** The view of the evidence list to go back to, for its address. */
const query = hiddenField((value) => viewQuery(viewOf(value)), AGAIN).optional();

const always = {
  query,
  /** Made with the page. The answers become part of it: sent again with the same, the page is answered the same. */
  batch: idField(AGAIN),
  items: hiddenField(parseNumbers, AGAIN),
  /** The last event when the page was opened. What changed after it is left. */
  seen: hiddenField((value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined), AGAIN),
};

const tags = tagsField(DETAIL_NAMES.tags).refine((list) => list.length > 0, 'Enter at least one tag');

/** The form of each action. */
const forms = z.discriminatedUnion('do', [
  z.object({
    ...always,
    do: z.literal('link'),
    assessment: idField(AGAIN),
    statement: z
      .array(statementField(AGAIN))
      .min(1, 'Select the statements that the evidence supports')
      .transform((statements) => [...new Set(statements)]),
  }),
  z.object({
    ...always,
    do: z.literal('owner'),
    ownerId: z.preprocess(
      (value) => (value === 'none' ? null : value),
      idField('Select the owner').nullable(),
    ),
  }),
  z.object({
    ...always,
    do: z.literal('review'),
    reviewBy: dateField('evidenceReviewAgain', {
      called: DETAIL_NAMES.reviewBy,
      missing: 'Enter the date to review the evidence by',
    }),
  }),
  z.object({
    ...always,
    do: z.literal('current'),
    reviewBy: dateField('evidenceReviewAgain', {
      called: DETAIL_NAMES.reviewBy,
      missing: 'Enter when they should be reviewed again',
    }),
  }),
  z.object({ ...always, do: z.literal('tag'), tags }),
  z.object({ ...always, do: z.literal('untag'), tags }),
  z.object({
    ...always,
    do: z.literal('withdraw'),
    reason: lineField({ called: 'Reason', limit: 300, missing: 'Enter why they should no longer be used' }),
  }),
  z.object({ ...always, do: z.literal('restore') }),
]);

/** Somebody who goes back and answers the page anew asks for another change. */
export const batchSchema = forms.transform((form) => ({
  ...form,
  batch: uuidv5(JSON.stringify(form), form.batch),
}));
export type MakeBatch = z.output<typeof batchSchema>;

export const batchFields = ['statement', 'ownerId', 'reviewBy', 'tags', 'reason'] as const;

export const undoBatchSchema = z.object({ query, batch: idField('This page is out of date. Open it again') });
