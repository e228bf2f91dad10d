'use server';
import { redirect } from 'next/navigation';
import { saveStatement, startAssessment } from '#lib/assessments/commands.ts';
import { besideNewer, type Newer } from '#lib/assessments/rules.ts';
import {
  type StartField,
  type StatementField,
  saveStatementSchema,
  startAssessmentSchema,
  startFields,
  statementFields,
  statementMarks,
} from '#lib/assessments/schema.ts';
import { throughGate } from '#lib/auth/gate.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import { isStatementId } from '#lib/scoring/index.ts';

/** What was typed, and the version it was typed over: a refused form is sent again over that same version. */
type Mark = (typeof statementMarks)[number];
type Typed = Readonly<Partial<Record<StatementField | Mark, string>>>;

export type StatementState = FormState<
  StatementField | Mark,
  /** Somebody saved since this page was opened: both texts are shown, and saving again is a choice. */
  { readonly status: 'newer'; readonly newer: Newer; readonly values: Typed }
>;

// Which council and statement is told by hidden fields: arguments bound to an action keep React from answering a
// form sent without script.
export async function saveStatementAction(_before: StatementState, form: FormData): Promise<StatementState> {
  const values = readForm(form, [...statementFields, ...statementMarks]);
  const { council = '', statement } = readForm(form, ['council', 'statement']);
  const refused = (errors: readonly FieldError<StatementField>[]): StatementState => ({
    status: 'refused',
    errors,
    values,
  });
  if (!isStatementId(statement)) return refused([NOT_FOUND]);
  const { then, ...hidden } = readForm(form, ['assessment', 'then']);
  // Whoever stays at it has not completed it: only "Save and continue" asks.
  const completed = values.completed ?? (then ? 'no' : undefined);
  const parsed = saveStatementSchema(statement).safeParse({ ...values, ...hidden, completed });
  const done = await throughGate(council, 'statement:save', async (context) =>
    parsed.success ? saveStatement(context, statement, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, statementFields));
  if (done.result?.outcome === 'newer') {
    const { newer, merged } = besideNewer(done.result.newer, parsed.data.version, values);
    return { status: 'newer', newer, values: { ...values, ...merged } };
  }
  if (done.result?.outcome === 'closed') {
    return refused([{ field: '', message: 'Your changes are not saved because this assessment is closed' }]);
  }
  if (then === 'evidence') redirect(routes.addEvidence(council, { statement }));
  if (then === 'stay') redirect(`${routes.statement(council, statement)}?saved`);
  redirect(`${routes.assessment(council)}?saved=${statement}`);
}

export type StartState = FormState<StartField>;

export async function startAssessmentAction(_before: StartState, form: FormData): Promise<StartState> {
  const { council = '' } = readForm(form, ['council']);
  const values = {
    ...readForm(form, startFields),
    startsOn: readDate(form, 'startsOn'),
    endsOn: readDate(form, 'endsOn'),
  };
  const refused = (errors: readonly FieldError<StartField>[]): StartState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = startAssessmentSchema.safeParse(values);
  const done = await throughGate(council, 'assessment:start', async (context) =>
    parsed.success ? startAssessment(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, startFields));
  redirect(routes.assessment(council));
}
