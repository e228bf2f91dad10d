'use server';
import { redirect } from 'next/navigation';
import { checkSignIn, choosePassword } from '#lib/auth/commands.ts';
import { returnPath, signInLimits } from '#lib/auth/rules.ts';
import { joinFields, joinSchema, signInFields, signInSchema } from '#lib/auth/schema.ts';
import { endSession, openSession } from '#lib/auth/session.ts';
import { publicAction } from '#lib/forms/form-action.ts';
import type { StateOf } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

const TOO_MANY_TRIES = {
  field: 'email',
  message: `There have been too many attempts to sign in. Wait ${signInLimits.windowMinutes} minutes, then try again`,
} as const;

export type SignInState = StateOf<typeof signInAction>;
export const signInAction = publicAction({
  fields: signInFields,
  secrets: ['password'],
  hidden: ['from'],
  schema: signInSchema,
  run: async ({ address }, { email, password }) => {
    const result = await checkSignIn(email, password, address, new Date());
    if (result.outcome === 'matched') await openSession(result.personId, address);
    return result;
  },
  outcomes: {
    matched: (_, { input }) => returnPath(input.from),
    throttled: TOO_MANY_TRIES,
    'not matched': {
      field: 'email',
      message: 'The email address or password is not right. Check both and try again',
    },
  },
});

export type JoinState = StateOf<typeof joinAction>;
export const joinAction = publicAction({
  fields: joinFields,
  secrets: ['password'],
  schema: joinSchema,
  run: ({ address }, input) => choosePassword(input, address, new Date()),
  outcomes: {
    chosen: `${routes.signIn}?password-set`,
    unfit: ({ problem }) => ({ field: 'password', message: problem }),
    throttled: TOO_MANY_TRIES,
    'not matched': {
      field: 'code',
      message:
        'The email address or code is not right, or the code was used or has expired. Check both, or ask your administrator for a new code',
    },
  },
});

export async function signOutAction(): Promise<void> {
  await endSession();
  redirect(`${routes.signIn}?signed-out`);
}
