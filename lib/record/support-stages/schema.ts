import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { referenceField } from '#lib/record/evidence/reference-field.ts';
import {
  LETTER_KINDS,
  LETTER_NAMES,
  STAGE_KINDS,
  STAGE_LIMITS,
  STAGE_NAMES,
} from '#lib/record/support-stages/rules.ts';

const AGAIN = 'Open this page again from “Stage of support”';

export const stageFields = ['stageKind', 'fromOn', 'planDueOn', 'note'] as const;
export const saveStageSchema = z
  .object({
    /** 0: a new one. */
    stage: versionField(0, AGAIN),
    stageKind: hiddenField((value) => STAGE_KINDS.find((kind) => kind === value), 'Select a stage'),
    fromOn: dateField('supportDate', { called: STAGE_NAMES.fromOn, missing: 'Enter the date it begins' }),
    planDueOn: dateField('supportDate', { called: STAGE_NAMES.planDueOn }),
    note: textField({ called: STAGE_NAMES.note, limit: STAGE_LIMITS.note }).default(''),
    version: versionField(0, AGAIN),
  })
  .superRefine(({ fromOn, planDueOn }, context) => {
    if (planDueOn !== null && planDueOn < fromOn)
      context.addIssue({
        ...{ code: 'custom', path: ['planDueOn'] },
        message: `${STAGE_NAMES.planDueOn} must not be before the stage begins`,
      });
  });
export type SaveStage = z.output<typeof saveStageSchema>;

export const letterFields = ['letterKind', 'letterOn', 'title', 'reference', 'replyBy', 'repliedOn'] as const;
export const saveLetterSchema = z
  .object({
    stage: versionField(1, AGAIN),
    /** 0: a new one. */
    letter: versionField(0, AGAIN),
    letterKind: hiddenField((value) => LETTER_KINDS.find((kind) => kind === value), 'Select a kind'),
    letterOn: dateField('supportLetter', {
      ...{ called: LETTER_NAMES.letterOn, missing: 'Enter the date of the letter' },
    }),
    title: lineField({
      ...{ called: LETTER_NAMES.title, limit: STAGE_LIMITS.title, missing: 'Enter what it is about' },
    }),
    reference: referenceField().default(null),
    replyBy: dateField('supportDate', { called: LETTER_NAMES.replyBy }),
    repliedOn: dateField('supportLetter', { called: LETTER_NAMES.repliedOn }),
    version: versionField(0, AGAIN),
  })
  .superRefine(({ letterOn, replyBy, repliedOn }, context) => {
    for (const [field, date] of [['replyBy', replyBy] as const, ['repliedOn', repliedOn] as const])
      if (date !== null && date < letterOn)
        context.addIssue({
          ...{ code: 'custom', path: [field] },
          message: `${LETTER_NAMES[field]} must not be before the date of the letter`,
        });
  });
export type SaveLetter = z.output<typeof saveLetterSchema>;
