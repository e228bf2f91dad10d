import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { optionalReasonField } from '#lib/platform/forms/reason-field.ts';
import { textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import {
  NARRATIVE_LIMIT,
  NARRATIVES,
  NOT_SCORED,
  SCORE_REASON_LIMIT,
} from '#lib/record/assessments/rules.ts';
import { type Score, type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

export const statementFields = [
  'score',
  'scoreReason',
  'strengths',
  'improvements',
  'impact',
  'completed',
] as const;
export type StatementField = (typeof statementFields)[number];

function narrative(field: (typeof NARRATIVES)[number]['field']) {
  const heading = NARRATIVES.find((one) => one.field === field)?.heading ?? field;
  return textField({ called: heading, limit: NARRATIVE_LIMIT, ends: 'kept' }).default('');
}

const scores = { '1': 1, '2': 2, '3': 3, '4': 4, [NOT_SCORED]: null } as const satisfies Record<
  string,
  Score | null
>;

/** Hidden fields of the form that stay with it when it is refused. */
export const hiddenFields = ['version', 'savedScore', 'lastScore', 'page', 'from', 'fromEdit'] as const;

/** What the statement form sends. An empty `score` is a statement not scored yet; completing one needs a score and a reason. */
export function saveStatementSchema(statement: StatementId) {
  const noScore = `Select a score for ${statementOf(statement).name}`;
  return z
    .object({
      score: z
        .enum(Object.keys(scores) as (keyof typeof scores)[], noScore)
        .default(NOT_SCORED)
        .transform((value) => scores[value]),
      // Whether one is needed depends on what is saved: the command asks.
      scoreReason: optionalReasonField(SCORE_REASON_LIMIT)
        .transform((text) => (text === '' ? undefined : text))
        .optional(),
      strengths: narrative('strengths'),
      improvements: narrative('improvements'),
      impact: narrative('impact'),
      completed: z
        .enum(['yes', 'no'], "Select whether you've completed this section")
        .transform((v) => v === 'yes'),
      assessment: idField('Open this page again from the list of statements'),
      version: versionField(0, 'Open this page again from the list of statements'),
      // The draft that the page kept meanwhile and the one it opened with: they end when the answers are saved.
      page: idField().optional().catch(undefined),
      from: idField().optional().catch(undefined),
      fromEdit: z.coerce.number().int().optional().catch(undefined),
    })
    .superRefine((input, context) => {
      if (!input.completed) return;
      if (input.score === null) {
        context.addIssue({ code: 'custom', path: ['score'], message: noScore });
      }
      if (input.strengths === '' && input.improvements === '' && input.impact === '') {
        context.addIssue({ code: 'custom', path: ['strengths'], message: 'Enter why you gave this score' });
      }
    });
}

export type SaveStatement = z.output<ReturnType<typeof saveStatementSchema>>;

/** What the button that confirms a carried statement sends: which text it stood under. */
export const confirmCarriedSchema = z.object({
  assessment: idField('Open this page again from the list of statements'),
  version: versionField(0, 'Open this page again from the list of statements'),
});
export type ConfirmCarried = z.output<typeof confirmCarriedSchema>;
