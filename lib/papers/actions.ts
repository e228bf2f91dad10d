'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { type MadeLink, type ShareResult, sharePaper, withdrawPaper } from '#lib/papers/commands.ts';
import { isLinkId } from '#lib/papers/rules.ts';
import { type PaperLinkField, paperLinkFields, paperLinkSchema } from '#lib/papers/schema.ts';
import { routes } from '#lib/routes.ts';

export type ShareState = FormState<PaperLinkField, { readonly status: 'made'; readonly link: MadeLink }>;

const NOT_MADE: Record<Exclude<ShareResult['outcome'], 'made'>, FieldError<PaperLinkField>> = {
  'made already': {
    field: '',
    message:
      'This form has made its link already, which is shown once. If you did not copy it, withdraw it on the list of links and make another',
  },
  'no assessment': {
    field: '',
    message: 'There is no link because no assessment is open any more. A lead can start the next one',
  },
  'scores hidden': {
    field: '',
    message:
      'There is no link because scores are hidden from you until you have given your challenge scores. Give them, or ask an assurance lead to make it',
  },
  'day over': { field: 'lastDay', message: 'Last day must be today or in the future' },
};

export async function sharePaperAction(_before: ShareState, form: FormData): Promise<ShareState> {
  const { council = '', submission, forWhom } = readForm(form, ['council', 'submission', 'forWhom']);
  const values = { ...(forWhom === undefined ? {} : { forWhom }), lastDay: readDate(form, 'lastDay') };
  const refused = (errors: readonly FieldError<PaperLinkField>[]): ShareState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = paperLinkSchema(new Date()).safeParse({ ...values, submission });
  const done = await throughGate(council, 'paper:share', async (context) =>
    parsed.success ? sharePaper(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, paperLinkFields));
  const { result } = done;
  if (!result) return refused([NOT_FOUND]);
  return result.outcome === 'made'
    ? { status: 'made', link: result.link }
    : refused([NOT_MADE[result.outcome]]);
}

export type WithdrawState = FormState<never>;

export async function withdrawPaperAction(_before: WithdrawState, form: FormData): Promise<WithdrawState> {
  const { council = '', id } = readForm(form, ['council', 'id']);
  const refused = (error: FieldError<never>): WithdrawState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const done = await throughGate(council, 'paper:share', async (context) =>
    isLinkId(id) ? withdrawPaper(context, id) : null,
  );
  if (!done.ok) return refused(done.error);
  if (!done.result || done.result.outcome === 'not found') return refused(NOT_FOUND);
  redirect(routes.paperLinks(council, { done: 'withdrawn' }));
}
