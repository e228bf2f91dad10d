import { z } from 'zod';
import { frameworkOfStatement, knownStatement, knownStatements } from '#lib/frameworks/known.ts';
import { readWhatIfScores } from '#lib/insight/readiness/rules.ts';
import {
  DEFAULT_DAY,
  NAME_LIMIT,
  NEEDS_LIMIT,
  type NeedsField,
  needsField,
  type TargetsField,
  targetDayField,
  targetField,
  targetFingerprint,
  targetOpenedField,
  targetVersionField,
} from '#lib/insight/scenarios/rules.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { fieldsByName, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const REOPENED = 'Open this page again from “What if”';

const assessment = idField(REOPENED);
const number = z.coerce.number(REOPENED).int(REOPENED).min(1, REOPENED).max(1_000_000, REOPENED);

const name = lineField({ called: 'Name', limit: NAME_LIMIT, missing: 'Enter a name for the scenario' });

/** What-if scores under the ids of their statements. Invalid scores are ignored. */
const scores = fieldsByName().transform(readWhatIfScores);

export const saveScenarioFields = ['name'] as const;
export const saveScenarioSchema = z.object({ assessment, name, scores });
export type SaveScenario = z.output<typeof saveScenarioSchema>;

/** New scores for an existing scenario. */
export const changeScoresSchema = z.object({
  assessment,
  number,
  version: versionField(1, REOPENED),
  scores,
});
export type ChangeScores = z.output<typeof changeScoresSchema>;

// Frameworks may be added after this module is loaded, so the fields of statements are listed when a form is read.

/** A name, and what the score of each of these statements would take. A statement without a field keeps its text. */
export function describeScenarioSchema(statements: readonly StatementId[]) {
  return z.object({
    assessment,
    number,
    version: versionField(1, REOPENED),
    name,
    ...Object.fromEntries(
      statements.map((id) => [
        needsField(id),
        textField({
          called: `What it would take for ${knownStatement(id).name}`,
          limit: NEEDS_LIMIT,
        }).optional(),
      ]),
    ),
  });
}
export type DescribeScenario = {
  readonly assessment: string;
  readonly number: number;
  readonly version: number;
  readonly name: string;
} & { readonly [Field in NeedsField]?: string | undefined };
export function describeScenarioFields(statements: readonly StatementId[]) {
  return ['name', ...statements.map(needsField)] as const;
}

export const removeScenarioSchema = z.object({ assessment, number, version: versionField(1, REOPENED) });
export type RemoveScenario = z.output<typeof removeScenarioSchema>;

export function targetsFields(statements: readonly StatementId[]): readonly TargetsField[] {
  return [DEFAULT_DAY, ...statements.flatMap((id) => [targetField(id), targetDayField(id)])];
}

/**
 * The targets changed since the form was opened: score and date, each optional, and the version in the form (0 for
 * none). Untouched fields are ignored, so that they do not overwrite what someone else has set since. Only statements
 * with a version are in the form. A new score without a date gets the date for new targets, if there is one.
 */
export const setTargetsSchema = fieldsByName().transform((typed, context) => {
  const problem = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  const sent = knownStatements().filter(({ id }) => typed[targetVersionField(id)] !== undefined);
  const otherwise = typed[DEFAULT_DAY] ?? '';
  const day = dateField('statementTarget', { called: 'The date for new targets' }).safeParse(otherwise);
  if (!day.success) problem(DEFAULT_DAY, day.error.issues[0]?.message ?? REOPENED);
  const targets = sent.flatMap(({ id: statement, name: of }) => {
    const chosen = typed[targetField(statement)] ?? '';
    const opened = typed[targetOpenedField(statement)] ?? '';
    const isNew = chosen !== '' && !opened.startsWith(`${chosen}/`);
    const dueOn = typed[targetDayField(statement)] || (isNew && day.success ? otherwise : '');
    if (opened === targetFingerprint(chosen, dueOn)) return [];
    const score = frameworkOfStatement(statement).scores.find((one) => String(one) === chosen) ?? null;
    const version = versionField(0, REOPENED).safeParse(typed[targetVersionField(statement)]);
    if (!version.success) problem('', REOPENED);
    if (chosen !== '' && score === null)
      problem(targetField(statement), `Select a target for ${of} from the list`);
    if (dueOn !== '' && score === null && chosen === '')
      problem(targetField(statement), `Select a target for ${of}, or delete its date`);
    const own = dateField('statementTarget', { called: `The date for ${of}` }).safeParse(dueOn);
    if (!own.success) problem(targetDayField(statement), own.error.issues[0]?.message ?? REOPENED);
    return [{ statement, score, dueOn: own.data ?? null, version: version.data ?? 0 }];
  });
  const of = assessment.safeParse(typed.assessment);
  if (!of.success) problem('', REOPENED);
  return { assessment: of.data ?? '', targets };
});
export type SetTargets = z.output<typeof setTargetsSchema>;
