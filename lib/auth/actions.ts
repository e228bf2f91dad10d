'use server';
import { redirect } from 'next/navigation';
import { checkSignIn } from '#lib/auth/commands.ts';
import { returnPath, signInLimits } from '#lib/auth/rules.ts';
import { type SignInField, signInFields, signInSchema } from '#lib/auth/schema.ts';
import { endSession, openSession, requestFacts } from '#lib/auth/session.ts';
import type { FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';

export type SignInState = FormState<SignInField>;

export async function signInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const typed = readForm(form, signInFields);
  const refused = (errors: { field: SignInField | ''; message: string }[]): SignInState => ({
    status: 'refused',
    errors,
    values: { email: typed.email ?? '' },
  });
  const parsed = signInSchema.safeParse(typed);
  if (!parsed.success) return refused(fieldErrors(parsed.error, signInFields));
  const { address } = await requestFacts();
  const result = await checkSignIn(parsed.data.email, parsed.data.password, address, new Date());
  if (result.outcome !== 'matched') {
    const message =
      result.outcome === 'throttled'
        ? `There have been too many attempts to sign in. Wait ${signInLimits.windowMinutes} minutes, then try again`
        : 'The email address or password is not right. Check both and try again';
    return refused([{ field: 'email', message }]);
  }
  await openSession(result.personId, address);
  redirect(returnPath(parsed.data.from));
}

export async function signOutAction(): Promise<void> {
  await endSession();
  redirect(`${routes.signIn}?signed-out`);
}
