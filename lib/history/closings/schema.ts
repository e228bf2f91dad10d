import { z } from 'zod';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { reasonField } from '#lib/platform/forms/reason-field.ts';
import { hashField, lineField, textFields } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { CLOSING_REASON_LIMIT } from '#lib/work/cycles/rules.ts';

const periodDate = (called: string) =>
  dateField('period', { missing: `Enter ${called}`, called: capitalise(called) });
const AGAIN = 'Open this page again from the list of cycles';

const CHOOSE = 'Select a framework from the list';
const isFramework = (value: unknown) => knownFrameworks().some(({ id }) => id === value);

export const startFields = ['name', 'startsOn', 'endsOn', 'framework', 'content'] as const;

/**
 * The form for starting an assessment. `closes`: the cycle that it said would be closed, blank for none. `asks`:
 * whether it said that a director has to confirm.
 */
export const startAssessmentSchema = z
  .object({
    name: lineField({ called: 'Name', limit: 120, missing: 'Enter a name for the assessment' }),
    startsOn: periodDate('the date the period starts'),
    endsOn: periodDate('the date the period ends'),
    content: z.enum(['carried', 'empty'], 'Select whether to copy from the last assessment'),
    // Absent in a page from before there were several frameworks.
    framework: z.custom<string>(isFramework, CHOOSE).register(textFields, { kind: 'hidden' }).optional(),
    closes: z.union([z.literal('').transform(() => null), idField(AGAIN)], AGAIN),
    asks: z.enum(['yes', 'no'], AGAIN).transform((value) => value === 'yes'),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'The end of the period must be the same as or after its start',
  });
export type StartAssessment = z.output<typeof startAssessmentSchema>;

/** The cycle, and the last step of its closing shown on the page. */
const place = { assessment: idField(AGAIN), step: versionField(0, AGAIN) };

export const closingFields = ['reason', 'confirmed'] as const;

export const withdrawClosingSchema = z.object(place);
export type WithdrawClosing = z.output<typeof withdrawClosingSchema>;

/** `content`: hash of the content the director read. Anything else is refused. */
export const confirmClosingSchema = z.object({
  ...place,
  content: hashField(AGAIN),
  confirmed: z.literal('yes', 'Confirm that you have read what will change'),
});
export type ConfirmClosing = z.output<typeof confirmClosingSchema>;

export const declineClosingSchema = z.object({
  ...place,
  reason: reasonField(CLOSING_REASON_LIMIT, 'Enter why you are declining'),
});
export type DeclineClosing = z.output<typeof declineClosingSchema>;

/** `started`: the cycle to be removed. */
export const undoClosingSchema = z.object({
  ...place,
  started: idField(AGAIN),
  reason: reasonField(CLOSING_REASON_LIMIT, 'Enter why you are undoing the closing'),
});
export type UndoClosing = z.output<typeof undoClosingSchema>;
