'use server';
import { redirect } from 'next/navigation';
import * as routes from '#lib/kernel/routes.ts';
import { returnPath, signInLimits } from '#lib/platform/access/rules.ts';
import { callerFacts, endSession, openSession } from '#lib/platform/auth/session.ts';
import { withFlash } from '#lib/platform/forms/flash.ts';
import { type Done, personAction, publicAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import {
  changePassword,
  checkSignIn,
  choosePassword,
  endOwnSessions,
  joinCouncil,
} from '#lib/record/accounts/commands.ts';
import { storedAddress } from '#lib/record/accounts/queries.ts';
import {
  codeFields,
  codeSchema,
  joinFields,
  joinSchema,
  ownSessionSchema,
  passwordFields,
  passwordSchema,
  signInFields,
  signInSchema,
} from '#lib/record/accounts/schema.ts';

/** Errors, shown by `field`, for an attempt that was not checked. */
function notChecked<const Field extends string>(field: Field) {
  return {
    throttled: {
      field,
      message: `Too many attempts to sign in. Wait ${signInLimits.windowMinutes} minutes, then try again`,
    },
    busy: { field, message: 'The service is busy. Wait a minute, then try again' },
  } as const;
}

const AFTER_SIGNING_OUT: Done = { to: routes.signIn, flash: 'You have signed out' };

export const signInAction = publicAction({
  fields: signInFields,
  secrets: ['password'],
  hidden: ['from'],
  schema: signInSchema,
  run: async (_, { email, password }) => {
    const address = await storedAddress(email);
    const result = await checkSignIn(address, password, await callerFacts(), new Date());
    if (result.outcome === 'matched') await openSession(result.personId);
    return result;
  },
  outcomes: {
    ...notChecked('email'),
    matched: (_, { input }) => returnPath(input.from),
    'not matched': {
      field: 'email',
      message: 'The email address or password is incorrect. Check both and try again',
    },
  },
});

export const joinAction = publicAction({
  fields: joinFields,
  secrets: ['password'],
  schema: joinSchema,
  run: async (_, input) => {
    const email = await storedAddress(input.email);
    return choosePassword({ ...input, email }, await callerFacts(), new Date());
  },
  outcomes: {
    ...notChecked('email'),
    chosen: { to: routes.signIn, flash: 'Your password is set. You can now sign in' },
    invalid: ({ problem }) => ({ field: 'password', message: problem }),
    'account taken': {
      field: 'email',
      message:
        'You already have an account. Sign in first, then come back to this page and enter the code. If you did not set a password yourself, ask the people who run this service for a new one',
    },
    'not matched': {
      field: 'code',
      message:
        'The email address or code is incorrect, or the code has been used or has expired. Check both, or ask your administrator for a new code. If you belong to more than one council, ask the people who run this service',
    },
  },
});

export const joinCouncilAction = personAction({
  fields: codeFields,
  secrets: ['password'],
  schema: codeSchema,
  run: async ({ session }, input) => joinCouncil(session, input, await callerFacts(), new Date()),
  outcomes: {
    ...notChecked('code'),
    joined: ({ council }) => ({ to: routes.council(council.slug), flash: `You have joined ${council.name}` }),
    invalid: ({ problem }) => ({ field: 'password', message: problem }),
    'not matched': {
      field: 'code',
      message:
        'The code is incorrect, has been used, has expired or is for another email address. Check it, or ask the council’s administrator for a new one',
    },
  },
});

export type PasswordState = StateOf<typeof changePasswordAction>;
export const changePasswordAction = personAction({
  fields: passwordFields,
  secrets: ['current', 'password'],
  schema: passwordSchema,
  run: async ({ session }, input) => changePassword(session, input, await callerFacts(), new Date()),
  outcomes: {
    ...notChecked('current'),
    changed: {
      to: routes.account,
      flash: 'Password changed. You are signed out everywhere else',
    },
    invalid: ({ problem }) => ({ field: 'password', message: problem }),
    'not matched': { field: 'current', message: 'Your current password is incorrect. Enter it again' },
  },
});

export type OwnSessionState = StateOf<typeof endOwnSessionsAction>;
/** Ends one of the person's own sessions, or all but this one. */
export const endOwnSessionsAction = personAction({
  fields: [],
  hidden: ['session'],
  schema: ownSessionSchema,
  run: async ({ session }, { session: which }) => {
    if (which === session.sessionId) {
      await endSession();
      return { outcome: 'signed out' } as const;
    }
    return endOwnSessions(session, which === 'others' ? which : { id: which }, new Date());
  },
  outcomes: {
    ended: { to: routes.account, flash: 'That device is signed out' },
    'others ended': { to: routes.account, flash: 'You are signed out everywhere else' },
    'signed out': AFTER_SIGNING_OUT,
    'already ended': {
      errors: [{ field: '', message: 'That device is already signed out' }],
      redraw: true,
    },
  },
});

export async function signOutAction(): Promise<void> {
  await endSession();
  redirect(await withFlash(AFTER_SIGNING_OUT.to, AFTER_SIGNING_OUT.flash));
}
