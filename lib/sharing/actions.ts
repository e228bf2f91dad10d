'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import { agreeToShare } from '#lib/sharing/commands.ts';
import type { Agreement } from '#lib/sharing/queries.ts';
import { type SharingField, sharingFields, sharingSchema } from '#lib/sharing/schema.ts';

type Typed = Readonly<Partial<Record<SharingField | 'version', string>>>;

export type SharingState = FormState<
  SharingField | 'version',
  /** Somebody else agreed to something meanwhile: it is shown, and saving this instead is a choice. */
  { readonly status: 'newer'; readonly newer: Agreement; readonly values: Typed }
>;

export async function agreeToShareAction(_before: SharingState, form: FormData): Promise<SharingState> {
  const typed = readForm(form, ['withdraw', 'reason', 'version']);
  const shared = form.getAll('shared').filter((part) => typeof part === 'string');
  const values: Typed = { ...typed, shared: shared.join(',') };
  const { council = '' } = readForm(form, ['council']);
  const refused = (errors: readonly FieldError<SharingField>[]): SharingState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = sharingSchema.safeParse({ ...typed, shared });
  const done = await throughGate(council, 'sharing:manage', async (context) =>
    parsed.success ? agreeToShare(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, sharingFields));
  if (done.result?.outcome === 'newer') {
    const { newer } = done.result;
    return { status: 'newer', newer, values: { ...values, version: String(newer.version) } };
  }
  redirect(routes.sharing(council, { done: parsed.data.shared.length === 0 ? 'withdrawn' : 'agreed' }));
}
