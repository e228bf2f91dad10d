import { z } from 'zod';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, textField, typedLine } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { ACCURACY_LIMITS, POINT_NAMES, POINT_OUTCOMES, POINT_STATES } from '#lib/record/accuracy/rules.ts';
import { referenceField } from '#lib/record/evidence/reference-field.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const AGAIN = 'Open this page again from the page of the draft report';
const numberField = versionField(1, AGAIN);

/** A whole number from 1 that somebody types. */
const pageField = (called: string, most: number, missing?: string) =>
  typedLine(missing).transform((typed, context) => {
    if (typed === '' && missing === undefined) return null;
    const page = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
    if (page >= 1 && page <= most) return page;
    context.addIssue({
      code: 'custom',
      message: typed === '' ? (missing ?? '') : `${called} must be a number from 1 to ${most}`,
    });
    return z.NEVER;
  });

export const uploadDraftFields = ['receivedOn'] as const;
export const uploadDraftSchema = z.object({
  receivedOn: dateField('reportReceived', { called: 'Date it came', missing: 'Enter the date it came' }),
});
export type UploadDraft = z.output<typeof uploadDraftSchema>;

export const removeDraftSchema = z.object({ inspection: numberField, draft: numberField });
export type RemoveDraft = z.output<typeof removeDraftSchema>;

export const pointFields = [
  ...(['page', 'pointStatement', 'says', 'correct', 'reference', 'evidencePage'] as const),
  ...(['owner', 'pointState', 'outcome', 'outcomeNote'] as const),
] as const;
export type PointField = (typeof pointFields)[number];

export const savePointSchema = z
  .object({
    inspection: numberField,
    /** 0: a new one. */
    point: versionField(0, AGAIN),
    page: pageField(POINT_NAMES.page, ACCURACY_LIMITS.pages, 'Enter the page of the draft').transform(
      (page) => page ?? 0,
    ),
    pointStatement: hiddenField(
      (value): StatementId | null | undefined =>
        value === '' ? null : isKnownStatement(value) ? value : undefined,
      'Select a statement from the list',
    ).default(null),
    says: textField({
      ...{ called: POINT_NAMES.says, limit: ACCURACY_LIMITS.says, missing: 'Enter what the draft says' },
    }),
    correct: textField({ called: POINT_NAMES.correct, limit: ACCURACY_LIMITS.correct }).default(''),
    reference: referenceField().default(null),
    evidencePage: pageField(POINT_NAMES.evidencePage, ACCURACY_LIMITS.evidencePage).default(null),
    owner: z
      .union([z.literal(''), idField()], 'Select an owner from the list')
      .transform((id) => (id === '' ? null : id)),
    pointState: hiddenField((value) => POINT_STATES.find((state) => state === value), 'Select a state'),
    outcome: hiddenField(
      (value) => (value === '' ? null : POINT_OUTCOMES.find((outcome) => outcome === value)),
      'Select an outcome from the list',
    ).default(null),
    outcomeNote: textField({ called: POINT_NAMES.outcomeNote, limit: ACCURACY_LIMITS.outcomeNote }).default(
      '',
    ),
    version: versionField(0, AGAIN),
  })
  .superRefine(({ outcome, pointState, evidencePage, reference }, context) => {
    const issue = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (outcome !== null && pointState !== 'sent')
      issue('outcome', 'Only a point that was sent has an outcome. Select “Sent” first');
    if (evidencePage !== null && reference === null)
      issue('reference', 'Enter the item of evidence that this page is of');
  });
export type SavePoint = z.output<typeof savePointSchema>;

export const removePointSchema = z.object({
  inspection: numberField,
  point: numberField,
  version: versionField(1, AGAIN),
});
export type RemovePoint = z.output<typeof removePointSchema>;
