import 'server-only';
import type { SignedIn } from '#lib/platform/access/context.ts';
import { type Caller, type Candidate, limitAttempts, type Refused } from '#lib/platform/auth/attempts.ts';
import { hashPassword, type Lane, passwordMatches } from '#lib/platform/auth/password.ts';
import { passwordProblem } from '#lib/platform/auth/password-rules.ts';
import { signInCodeHash } from '#lib/platform/auth/sign-in-code.ts';
import { actAsPerson, lockPerson } from '#lib/platform/db/as-person.ts';
import { database } from '#lib/platform/db/client.ts';
import { findInvitation, type Invitation, redeemInvitation } from '#lib/record/accounts/invitations.ts';

export type SignInResult = Refused | { readonly outcome: 'matched'; readonly personId: string };

/**
 * Checks an e-mail address and a password. The answer is the same for an unknown person, a wrong password and a
 * disabled person.
 */
export function checkSignIn(
  email: string,
  password: string,
  caller: Caller,
  asOf: Date,
): Promise<SignInResult> {
  return limitAttempts<SignInResult>('sign-in', email, caller, asOf, async (person, lane) => {
    const matches = await passwordMatches(person?.passwordHash ?? null, password, lane);
    return person && matches && !person.disabledAt ? { outcome: 'matched', personId: person.id } : null;
  });
}

type Unfit = { readonly outcome: 'unfit'; readonly problem: string };

export type ChoiceResult =
  | Refused
  | Unfit
  | { readonly outcome: 'chosen' }
  /**
   * The code is an invitation, and somebody has an account of that address, who has to sign in first. It uses nothing up,
   * so it counts as a try: whoever invites addresses only to learn this is slowed down.
   */
  | { readonly outcome: 'account taken'; readonly countsAsTry: true };

type Choice = { readonly email: string; readonly code: string; readonly password: string };

/**
 * Sets the password of whoever has a code: one for a new password of their account, or an invitation to a council, which
 * makes an account where there is none of that address. The code is then used up, and they are signed out everywhere.
 * The answer, and the work, are the same for an unknown person and a code that is wrong, used or expired; counted as
 * tries to sign in are. A form that is sent again, with what is the password by then, is answered as the first time.
 */
export function choosePassword(input: Choice, caller: Caller, asOf: Date): Promise<ChoiceResult> {
  return limitAttempts<ChoiceResult>('password-choice', input.email, caller, asOf, async (person, lane) => {
    const code = await findCode(input, asOf);
    const invitation = await findInvitation(input.code, input.email, asOf);
    const answer =
      (person && code ? await resetPassword(input, code, lane, asOf) : null) ??
      (invitation && !invitation.redeemedById
        ? await joinWithPassword(input, invitation, person, { caller, lane, asOf })
        : null);
    if (answer) return answer;
    const isSentAgain = await isPasswordNow({ email: input.email }, input.password, lane);
    return isSentAgain ? { outcome: 'chosen' } : null;
  });
}

type Code = {
  readonly personId: string;
  readonly codeHash: string;
  /** Of somebody of several councils whose administrator asked for it: it never works. */
  readonly isVoid: boolean;
  readonly issuer: string | null;
};

async function findCode({ email, code }: Choice, asOf: Date): Promise<Code | null> {
  const hashes = [signInCodeHash('password', code), signInCodeHash('void', code)];
  const found = await database().signInCode.findFirst({
    where: {
      codeHash: { in: hashes },
      expiresAt: { gt: asOf },
      person: { email, disabledAt: null },
    },
    select: { personId: true, codeHash: true, issuer: true },
  });
  return found && { ...found, isVoid: found.codeHash === hashes[1] };
}

async function resetPassword(
  { email, password }: Choice,
  { personId, codeHash, isVoid, issuer }: Code,
  lane: Lane,
  asOf: Date,
): Promise<ChoiceResult | null> {
  const unfit = await unfitFor(password, email, issuer ? [issuer] : await councilsOf(personId));
  if (unfit) return unfit;
  if (isVoid) return null;
  const passwordHash = await hashPassword(password, lane);
  return database().$transaction(async (tx): Promise<ChoiceResult | null> => {
    await lockPerson(tx, personId);
    // Of two who send the same code at once, one removes it.
    const { count } = await tx.signInCode.deleteMany({
      where: { personId, codeHash, expiresAt: { gt: asOf } },
    });
    if (count === 0) return null;
    await tx.person.updateMany({ where: { id: personId }, data: { passwordHash } });
    await tx.session.updateMany({ where: { personId, endedAt: null }, data: { endedAt: asOf } });
    return { outcome: 'chosen' };
  });
}

async function joinWithPassword(
  { email, password }: Choice,
  invitation: Invitation,
  person: Candidate | null,
  { caller, lane, asOf }: { readonly caller: Caller; readonly lane: Lane; readonly asOf: Date },
): Promise<ChoiceResult | null> {
  // First, or a password that is refused anyway would tell for nothing whether there is an account.
  const unfit = await unfitFor(password, email, [invitation.council.name]);
  if (unfit) return unfit;
  // Whoever holds the code alone could otherwise become somebody of another council.
  if (person) return ACCOUNT_TAKEN;
  const redeemer = { kind: 'new', passwordHash: await hashPassword(password, lane) } as const;
  const outcome = await redeemInvitation(invitation, redeemer, caller, asOf);
  if (outcome === 'account taken') return ACCOUNT_TAKEN;
  return outcome && { outcome: 'chosen' };
}

const ACCOUNT_TAKEN: ChoiceResult = { outcome: 'account taken', countsAsTry: true };

export type JoinResult =
  | Refused
  | Unfit
  | { readonly outcome: 'joined'; readonly council: Invitation['council'] };

/**
 * Joins a further council with its code: only the person whose email address was invited, signed in, and nobody who
 * merely holds the code. The account gets another password with it, as whoever set it up may know the present one and
 * could act in this council too. Sent again, it gives the same answer.
 */
export function joinCouncil(
  { person: { id, email }, sessionId }: SignedIn,
  { code, password }: { readonly code: string; readonly password: string },
  caller: Caller,
  asOf: Date,
): Promise<JoinResult> {
  return limitAttempts<JoinResult>('join', email, caller, asOf, async (person, lane) => {
    const invitation = await findInvitation(code, email, asOf);
    if (!invitation) return null;
    const { council } = invitation;
    if (!invitation.redeemedById) {
      const unfit = await unfitFor(password, email, [...(await councilsOf(id)), council.name]);
      if (unfit) return unfit;
      const known = person?.passwordHash ?? null;
      if (await passwordMatches(known, password, lane)) return SAME_AS_BEFORE;
      const passwordHash = await hashPassword(password, lane);
      const redeemer = { kind: 'signed in', personId: id, sessionId, known, passwordHash } as const;
      const outcome = await redeemInvitation(invitation, redeemer, caller, asOf);
      if (outcome === 'joined') return { outcome, council };
    }
    const redeemed = await findInvitation(code, email, asOf);
    const isSentAgain = redeemed?.redeemedById === id && (await isPasswordNow({ id }, password, lane));
    return isSentAgain ? { outcome: 'joined', council } : null;
  });
}

const SAME_AS_BEFORE: Unfit = {
  outcome: 'unfit',
  problem: 'New password must be different from your current one',
};

export type PasswordResult = Refused | Unfit | { readonly outcome: 'changed' };

/**
 * Gives a person another password, if they know the one they have, and ends their other sessions and their codes. A form
 * that is sent again, with what is the password by then, is answered as the first time.
 */
export function changePassword(
  session: SignedIn,
  input: { readonly current: string; readonly password: string },
  caller: Caller,
  asOf: Date,
): Promise<PasswordResult> {
  const { id, email } = session.person;
  return limitAttempts<PasswordResult>('password-change', email, caller, asOf, async (person, lane) => {
    const known = person?.passwordHash ?? null;
    if (await passwordMatches(known, input.current, lane)) {
      const unfit = await unfitFor(input.password, email, await councilsOf(id));
      if (unfit) return unfit;
      const passwordHash = await hashPassword(input.password, lane);
      if (await replacePassword(session, { known, passwordHash }, asOf)) return { outcome: 'changed' };
    }
    if (!(await isPasswordNow({ id }, input.password, lane))) return null;
    await endOwnSessions(session, 'others', asOf);
    return { outcome: 'changed' };
  });
}

/** Whether it was done: by whoever is still signed in, and over the password that they knew. */
function replacePassword(
  { person: { id }, sessionId }: SignedIn,
  { known, passwordHash }: { readonly known: string | null; readonly passwordHash: string },
  asOf: Date,
): Promise<boolean> {
  return database().$transaction(async (tx) => {
    await lockPerson(tx, id);
    const own = { some: { id: sessionId, endedAt: null } };
    const { count } = await tx.person.updateMany({
      where: { id, passwordHash: known, disabledAt: null, sessions: own },
      data: { passwordHash },
    });
    if (count === 0) return false;
    await tx.signInCode.deleteMany({ where: { personId: id } });
    await tx.session.updateMany({
      where: { personId: id, endedAt: null, id: { not: sessionId } },
      data: { endedAt: asOf },
    });
    return true;
  });
}

/**
 * Ends one of a person's own sessions, or all but the one they ask from. One that has ended already is answered as the
 * first time; another person's is not there.
 */
export async function endOwnSessions(
  { person, sessionId }: SignedIn,
  which: { readonly id: string } | 'others',
  asOf: Date,
): Promise<{ readonly outcome: 'ended' | 'others ended' | 'not there' }> {
  const own = { personId: person.id, id: which === 'others' ? { not: sessionId } : which.id };
  await database().session.updateMany({ where: { ...own, endedAt: null }, data: { endedAt: asOf } });
  if (which === 'others') return { outcome: 'others ended' };
  return { outcome: (await database().session.count({ where: own })) > 0 ? 'ended' : 'not there' };
}

/** Reads it anew: the first of two forms that were sent at once may have set it just now. */
async function isPasswordNow(
  who: { readonly id: string } | { readonly email: string },
  password: string,
  lane: Lane,
): Promise<boolean> {
  const person = await database().person.findFirst({
    where: { ...who, disabledAt: null },
    select: { passwordHash: true },
  });
  return passwordMatches(person?.passwordHash ?? null, password, lane);
}

async function unfitFor(password: string, email: string, councils: readonly string[]): Promise<Unfit | null> {
  for (const councilName of councils.length > 0 ? councils : ['']) {
    const problem = await passwordProblem(password, { email, councilName });
    if (problem) return { outcome: 'unfit', problem };
  }
  return null;
}

/** The names of the councils that a person belongs to, disabled or not. */
function councilsOf(personId: string): Promise<string[]> {
  return database().$transaction(async (tx) => {
    await actAsPerson(tx, personId);
    const rows = await tx.membership.findMany({
      where: { personId },
      select: { council: { select: { name: true } } },
    });
    return rows.map(({ council }) => council.name);
  });
}
