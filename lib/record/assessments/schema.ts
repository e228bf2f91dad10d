import { z } from 'zod';
import { frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
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
import type { Score, StatementId } from '#lib/scoring/index.ts';

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
  return textField({ called: heading, limit: NARRATIVE_LIMIT, ends: 'kept' });
}

/** Hidden fields that the form keeps when it is refused. */
export const hiddenFields = ['version', 'savedScore', 'lastScore', 'page', 'from', 'fromEdit'] as const;

/** The statement form. An empty `score` means not scored; completing a statement needs a score and a reason. */
export function saveStatementSchema(statement: StatementId) {
  const noScore = `Select a score for ${knownStatement(statement).name}`;
  return z
    .object({
      score: z
        .enum([...frameworkOfStatement(statement).scores.map(String), NOT_SCORED], noScore)
        .default(NOT_SCORED)
        .transform((value): Score | null => (value === NOT_SCORED ? null : Number(value))),
      // The command decides whether a reason is needed, from the saved score.
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
      // The page's own draft and the draft it was opened with; saving the answers deletes them.
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

/** The button that confirms answers carried forward, with the version shown above it. */
export const confirmCarriedSchema = z.object({
  assessment: idField('Open this page again from the list of statements'),
  version: versionField(0, 'Open this page again from the list of statements'),
});
export type ConfirmCarried = z.output<typeof confirmCarriedSchema>;
