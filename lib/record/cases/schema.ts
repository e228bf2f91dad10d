import { z } from 'zod';
import { formatNumber } from '#lib/kernel/format.ts';

import { dateField } from '#lib/platform/forms/date-field.ts';
import { hiddenField, lineField, textField, typedLine } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { cleanReference, exampleProblem } from '#lib/record/cases/references.ts';
import {
  ADVOCACIES,
  CASE_LIMITS,
  CASE_NAMES,
  CASE_STATES,
  CHRONOLOGIES,
  CONSENTS,
  MAX_CASES,
  practitionerProblem,
  REGISTER_NAMES,
  textProblem,
} from '#lib/record/cases/rules.ts';

const AGAIN = 'Open this page again from the list of cases';

export const inspectionField = versionField(1, AGAIN);

/** A whole number from `lowest` to the most cases there can be. */
function countField(called: string, lowest: number) {
  return typedLine(`Enter a number of ${called}`).transform((typed, context) => {
    const count = Number(typed.replaceAll(',', ''));
    if (typed !== '' && Number.isInteger(count) && count >= lowest && count <= MAX_CASES.max) return count;
    const message = `Number of ${called} must be a whole number from ${lowest} to ${formatNumber(MAX_CASES.max)}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** A short code, such as a reference, in capitals. `problem`: the reason why it is refused, to follow its name. */
export function codeField({
  called,
  limit,
  missing,
  problem,
}: {
  readonly called: string;
  readonly limit: number;
  readonly missing?: string;
  readonly problem?: (code: string) => string | null;
}) {
  return typedLine(missing).transform((typed, context) => {
    const code = cleanReference(typed);
    const wrong =
      code === ''
        ? (missing ?? null)
        : code.length > limit
          ? `${called} must be ${limit} characters or less`
          : problem?.(code)
            ? `${called} ${problem(code)}`
            : null;
    if (wrong === null) return code;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });
}

export const registerFields = ['example', 'offered', 'chosen', 'met', 'deleteOn'] as const;

export const registerSchema = z
  .object({
    inspection: inspectionField,
    version: versionField(0, AGAIN),
    example: codeField({
      ...{ called: 'Example of a reference', limit: CASE_LIMITS.reference, problem: exampleProblem },
      missing: 'Enter an example of a reference',
    }),
    offered: countField('cases to offer', 1),
    chosen: countField('cases that CQC chooses', 0),
    met: countField('people whom CQC meets', 0),
    deleteOn: dateField('registerDelete', {
      ...{ called: REGISTER_NAMES.deleteOn, missing: 'Enter the day on which it is deleted' },
    }),
  })
  .superRefine(({ offered, chosen, met }, context) => {
    const tooMany = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (chosen > offered) tooMany('chosen', 'CQC cannot choose more cases than are offered');
    if (met > chosen) tooMany('met', 'CQC cannot meet more people than it chooses cases');
  });
export type RegisterInput = z.output<typeof registerSchema>;

const choice = <T extends string>(values: readonly T[], message: string) =>
  hiddenField((value) => values.find((one) => one === value), message);

/** Text that is refused if it holds what no case may have. */
export function caseTextField(called: string, limit: number) {
  return textField({ called, limit }).transform((text, context) => {
    const problem = textProblem(text);
    if (problem === null) return text;
    context.addIssue({ code: 'custom', message: `${called} ${problem}` });
    return z.NEVER;
  });
}

/** The same on one line. */
function groupField(called: string) {
  return lineField({ called, limit: CASE_LIMITS.group }).transform((text, context) => {
    const problem = textProblem(text);
    if (problem === null) return text;
    context.addIssue({ code: 'custom', message: `${called} ${problem}` });
    return z.NEVER;
  });
}

export const caseFields = [
  'caseReference',
  'cohort',
  'team',
  'practitioner',
  'caseState',
  'consent',
  'advocacy',
  'chronology',
  'notes',
] as const;

/** `case`: its number. 0: a new one. */
export const caseSchema = z
  .object({
    inspection: inspectionField,
    case: versionField(0, AGAIN),
    version: versionField(0, AGAIN),
    caseReference: codeField({
      ...{ called: CASE_NAMES.reference, limit: CASE_LIMITS.reference, missing: 'Enter a reference' },
    }),
    cohort: groupField(CASE_NAMES.cohort),
    team: groupField(CASE_NAMES.team),
    practitioner: codeField({
      ...{ called: CASE_NAMES.practitioner, limit: CASE_LIMITS.practitioner, problem: practitionerProblem },
    }),
    caseState: choice(CASE_STATES, 'Select a state'),
    consent: choice(CONSENTS, 'Select what is known of consent'),
    advocacy: choice(ADVOCACIES, 'Select what is known of advocacy'),
    chronology: choice(CHRONOLOGIES, 'Select what is known of the chronology'),
    notes: caseTextField(CASE_NAMES.notes, CASE_LIMITS.notes),
  })
  .transform(({ caseReference, caseState, ...facts }) => ({
    ...facts,
    reference: caseReference,
    state: caseState,
  }));
export type CaseInput = z.output<typeof caseSchema>;

export const offerCasesSchema = z.object({ inspection: inspectionField });
export type OfferCases = z.output<typeof offerCasesSchema>;

export const removeCaseSchema = z.object({
  inspection: inspectionField,
  case: versionField(1, AGAIN),
  version: versionField(1, AGAIN),
});
export type RemoveCase = z.output<typeof removeCaseSchema>;

export const deleteRegisterSchema = z.object({
  inspection: inspectionField,
  confirm: typedLine('Enter how many cases there are').transform((typed) => Number(typed || Number.NaN)),
});
export type DeleteRegister = z.output<typeof deleteRegisterSchema>;
