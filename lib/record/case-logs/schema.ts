import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { LOG_LIMITS, LOG_NAMES, LOG_TEXTS, type LogText } from '#lib/record/case-logs/rules.ts';
import { CASE_LIMITS } from '#lib/record/cases/rules.ts';
import { caseTextField, codeField, inspectionField } from '#lib/record/cases/schema.ts';

const AGAIN = 'Open this page again from the list of reflective logs';

const logField = (lowest: number) => versionField(lowest, AGAIN);
const textFields = Object.fromEntries(
  LOG_TEXTS.map(({ field, label }) => [field, caseTextField(label, LOG_LIMITS.text)]),
) as Record<LogText, ReturnType<typeof caseTextField>>;

/** `log`: its number, or 0 for a new one. `owner`: of a new one, if it is not whoever starts it. `do`: only save it, or send it for review too. */
export const saveLogSchema = z
  .object({
    inspection: inspectionField,
    log: logField(0),
    version: logField(0),
    owner: z
      .union([z.literal(''), idField()], 'Select an owner from the list')
      .transform((id) => (id === '' ? null : id))
      .default(null),
    caseReference: codeField({ called: LOG_NAMES.reference, limit: CASE_LIMITS.reference }),
    ...textFields,
    do: hiddenField((value) => (['save', 'send'] as const).find((one) => one === value), AGAIN),
  })
  .transform(({ caseReference, ...log }) => ({ ...log, reference: caseReference }));
export type SaveLog = z.output<typeof saveLogSchema>;

export const reviewLogSchema = z.object({
  inspection: inspectionField,
  log: logField(1),
  version: logField(1),
  review: caseTextField(LOG_NAMES.review, LOG_LIMITS.review),
  decision: hiddenField(
    (value) => (['reviewed', 'writing'] as const).find((state) => state === value),
    'Select whether it is reviewed or goes back',
  ),
});
export type ReviewLog = z.output<typeof reviewLogSchema>;
