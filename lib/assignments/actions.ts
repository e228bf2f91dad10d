'use server';
import { redirect } from 'next/navigation';
import { assignStatement } from '#lib/assignments/commands.ts';
import { assignStatementSchema } from '#lib/assignments/schema.ts';
import { throughGate } from '#lib/auth/gate.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import { isStatementId } from '#lib/scoring/index.ts';

const assignFields = ['owner', 'helpers', 'dueOn'] as const;

/** `helpers` are the ids ticked, with commas between them. */
export type AssignState = FormState<(typeof assignFields)[number]>;

export async function assignStatementAction(_before: AssignState, form: FormData): Promise<AssignState> {
  const {
    council = '',
    statement,
    ...sent
  } = readForm(form, ['council', 'statement', 'assessment', 'owner']);
  const dueOn = readDate(form, 'dueOn');
  const helpers = form.getAll('helpers').filter((value) => typeof value === 'string');
  const refused = (errors: readonly FieldError<(typeof assignFields)[number]>[]): AssignState => ({
    status: 'refused',
    errors,
    values: { owner: sent.owner ?? '', helpers: helpers.join(), dueOn },
  });
  if (!isStatementId(statement)) return refused([NOT_FOUND]);
  const parsed = assignStatementSchema.safeParse({ ...sent, helpers, dueOn });
  const done = await throughGate(council, 'statement:assign', async (context) =>
    parsed.success ? assignStatement(context, statement, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, assignFields));
  if (done.result?.outcome === 'closed') {
    return refused([{ field: '', message: 'Your changes are not saved because this assessment is closed' }]);
  }
  if (done.result?.outcome === 'unknown person') {
    return refused([
      {
        field: 'owner',
        message:
          'Somebody you selected can no longer work on statements. Open this page again and select anew',
      },
    ]);
  }
  if (done.result?.outcome === 'past') {
    return refused([{ field: 'dueOn', message: 'Due date must be today or in the future' }]);
  }
  redirect(`${routes.statement(council, statement)}?assigned`);
}
