'use server';
import { redirect } from 'next/navigation';
import { confirmCarried, saveStatement } from '#lib/assessments/commands.ts';
import { besideNewer, type Newer } from '#lib/assessments/rules.ts';
import {
  confirmCarriedSchema,
  type StatementField,
  saveStatementSchema,
  statementFields,
  statementMarks,
} from '#lib/assessments/schema.ts';
import { throughGate } from '#lib/auth/gate.ts';
import { LOCKED, NOT_FOUND } from '#lib/forms/failure.ts';
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
  if (done.result?.outcome === 'locked') return refused([LOCKED[done.result.state]]);
  if (done.result?.outcome === 'closed') {
    return refused([{ field: '', message: 'Your changes are not saved because this assessment is closed' }]);
  }
  if (then === 'evidence') redirect(routes.addEvidence(council, { statement }));
  if (then === 'stay') redirect(`${routes.statement(council, statement)}?saved`);
  redirect(`${routes.assessment(council)}?saved=${statement}`);
}

export type ConfirmState = FormState<never>;

const STANDING = {
  newer: 'This is not confirmed because somebody changed the statement meanwhile. Open this page again',
  locked: 'This is not confirmed because the assessment is proposed or signed',
  closed: 'This is not confirmed because the assessment is closed',
} as const;

export async function confirmCarriedAction(_before: ConfirmState, form: FormData): Promise<ConfirmState> {
  const {
    council = '',
    statement,
    ...sent
  } = readForm(form, ['council', 'statement', 'assessment', 'version']);
  const refused = (error: FieldError<never>): ConfirmState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const parsed = confirmCarriedSchema.safeParse(sent);
  if (!isStatementId(statement) || !parsed.success) return refused(NOT_FOUND);
  const done = await throughGate(council, 'statement:save', (context) =>
    confirmCarried(context, statement, parsed.data),
  );
  if (!done.ok) return refused(done.error);
  const { outcome } = done.result;
  if (outcome === 'newer' || outcome === 'locked' || outcome === 'closed') {
    return refused({ field: '', message: STANDING[outcome] });
  }
  redirect(`${routes.statement(council, statement)}?confirmed`);
}
