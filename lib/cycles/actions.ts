'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { startAssessment } from '#lib/cycles/commands.ts';
import { type StartField, startAssessmentSchema, startFields } from '#lib/cycles/schema.ts';
import { readDate } from '#lib/forms/date-field.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';

export type StartState = FormState<StartField>;

export async function startAssessmentAction(_before: StartState, form: FormData): Promise<StartState> {
  const { council = '', closes } = readForm(form, ['council', 'closes']);
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
  const parsed = startAssessmentSchema.safeParse({ ...values, closes });
  const done = await throughGate(council, 'assessment:start', async (context) =>
    parsed.success ? startAssessment(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, startFields));
  if (done.result?.outcome === 'another is open') {
    const { open } = done.result;
    const what = open === null ? 'no assessment is open any more' : `“${open}” was started meanwhile`;
    return refused([{ field: '', message: `Nothing is started because ${what}. Open this page again` }]);
  }
  redirect(`${routes.assessment(council)}?started`);
}
