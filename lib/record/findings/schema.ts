import { z } from 'zod';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { wholeNumberField } from '#lib/platform/forms/whole-number-field.ts';
import { referenceField } from '#lib/record/evidence/reference-field.ts';
import { FINDING_LIMITS, FINDING_NAMES, LEVELS, parseSource } from '#lib/record/findings/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const AGAIN = 'Open this page again from the list of findings';

export const findingFields = [
  ...(['found', 'findingSource', 'document', 'sourcePage', 'reference', 'foundOn', 'ofStatement'] as const),
  ...(['severity', 'closedOn', 'becameOfIt'] as const),
] as const;
export type FindingField = (typeof findingFields)[number];

export const saveFindingSchema = z
  .object({
    /** 0: a new one. */
    finding: versionField(0, AGAIN),
    version: versionField(0, AGAIN),
    found: textField({
      ...{ called: FINDING_NAMES.found, limit: FINDING_LIMITS.text, missing: 'Enter what was found' },
    }),
    findingSource: hiddenField(parseSource, 'Select a source'),
    document: lineField({ called: FINDING_NAMES.document, limit: FINDING_LIMITS.origin }).default(''),
    sourcePage: wholeNumberField({
      ...{ called: FINDING_NAMES.sourcePage, from: 1, to: FINDING_LIMITS.page },
    }).default(null),
    reference: referenceField().default(null),
    foundOn: dateField('findingFound', {
      ...{ called: FINDING_NAMES.foundOn, missing: 'Enter the date it was found' },
    }),
    ofStatement: hiddenField(
      (value): StatementId | null | undefined =>
        value === '' ? null : isKnownStatement(value) ? value : undefined,
      'Select a statement from the list',
    ).default(null),
    severity: hiddenField((value) => LEVELS.find((level) => level === value), 'Select a severity'),
    closedOn: dateField('findingFound', { called: FINDING_NAMES.closedOn }).default(null),
    becameOfIt: textField({ called: FINDING_NAMES.becameOfIt, limit: FINDING_LIMITS.outcome }).default(''),
  })
  .superRefine(({ foundOn, closedOn, becameOfIt }, context) => {
    const issue = (field: FindingField, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (closedOn !== null && closedOn < foundOn)
      issue('closedOn', 'It must not be closed before it was found');
    if (closedOn !== null && becameOfIt === '') issue('becameOfIt', 'Enter what became of it');
  });
export type SaveFinding = z.output<typeof saveFindingSchema>;
