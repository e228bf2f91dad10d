'use server';
import { redirect } from 'next/navigation';
import { checkSignIn, choosePassword } from '#lib/auth/commands.ts';
import { returnPath, signInLimits } from '#lib/auth/rules.ts';
import {
  type JoinField,
  joinFields,
  joinSchema,
  type SignInField,
  signInFields,
  signInSchema,
} from '#lib/auth/schema.ts';
import { endSession, openSession, requestFacts } from '#lib/auth/session.ts';
import type { FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';

const TOO_MANY_TRIES = `There have been too many attempts to sign in. Wait ${signInLimits.windowMinutes} minutes, then try again`;

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
        ? TOO_MANY_TRIES
        : 'The email address or password is not right. Check both and try again';
    return refused([{ field: 'email', message }]);
  }
  await openSession(result.personId, address);
  redirect(returnPath(parsed.data.from));
}

export type JoinState = FormState<JoinField>;

export async function joinAction(_before: JoinState, form: FormData): Promise<JoinState> {
  const typed = readForm(form, joinFields);
  const refused = (errors: { field: JoinField | ''; message: string }[]): JoinState => ({
    status: 'refused',
    errors,
    values: { email: typed.email ?? '', code: typed.code ?? '' },
  });
  const parsed = joinSchema.safeParse(typed);
  if (!parsed.success) return refused(fieldErrors(parsed.error, joinFields));
  const { address } = await requestFacts();
  const result = await choosePassword(parsed.data, address, new Date());
  switch (result.outcome) {
    case 'chosen':
      redirect(`${routes.signIn}?password-set`);
      break;
    case 'unfit':
      return refused([{ field: 'password', message: result.problem }]);
    case 'throttled':
      return refused([{ field: 'email', message: TOO_MANY_TRIES }]);
    case 'not matched':
      return refused([
        {
          field: 'code',
          message:
            'The email address or code is not right, or the code was used or has expired. Check both, or ask your administrator for a new code',
        },
      ]);
  }
}

export async function signOutAction(): Promise<void> {
  await endSession();
  redirect(`${routes.signIn}?signed-out`);
}
