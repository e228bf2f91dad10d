import 'server-only';
import type { SignedIn } from '#lib/platform/access/context.ts';
import { type Account, type Caller, limitAttempts, type Refused } from '#lib/platform/auth/attempts.ts';
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

type InvalidPassword = { readonly outcome: 'invalid'; readonly problem: string };

export type ChoiceResult =
  | Refused
  | InvalidPassword
  | { readonly outcome: 'chosen' }
  /**
   * The code is an invitation, but the address already has an account, so its owner must sign in first. The code is
   * not used up, so the request counts as an attempt: this slows down anyone inviting addresses to find out who has an
   * account.
   */
  | { readonly outcome: 'account taken'; readonly countsAsTry: true };

type Choice = { readonly email: string; readonly code: string; readonly password: string };

/**
 * Sets a password with a one-time code: a reset code for an existing account, or an invitation, which creates the account
 * if the address has none. Uses up the code and ends the person's sessions. The answer and the work are the same for an
 * unknown person and for a wrong, used or expired code; attempts are limited as for sign-in. Sending the form again with
 * the new password gives the same answer.
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
  /** The person also belongs to other councils, so the code their administrator asked for never works. */
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
  const invalid = await findInvalidPassword(password, email, issuer ? [issuer] : await councilsOf(personId));
  if (invalid) return invalid;
  if (isVoid) return null;
  const passwordHash = await hashPassword(password, lane);
  return database().$transaction(async (tx): Promise<ChoiceResult | null> => {
    await lockPerson(tx, personId);
    // If the same code is sent twice at once, only one request deletes it.
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
  person: Account | null,
  { caller, lane, asOf }: { readonly caller: Caller; readonly lane: Lane; readonly asOf: Date },
): Promise<ChoiceResult | null> {
  // Checked first: otherwise an unusable password would reveal, at no cost, whether the address has an account.
  const invalid = await findInvalidPassword(password, email, [invitation.council.name]);
  if (invalid) return invalid;
  // A code alone must not give access to an existing account, which may belong to other councils.
  if (person) return ACCOUNT_TAKEN;
  const redeemer = { kind: 'new', passwordHash: await hashPassword(password, lane) } as const;
  const outcome = await redeemInvitation(invitation, redeemer, caller, asOf);
  if (outcome === 'account taken') return ACCOUNT_TAKEN;
  return outcome && { outcome: 'chosen' };
}

const ACCOUNT_TAKEN: ChoiceResult = { outcome: 'account taken', countsAsTry: true };

export type JoinResult =
  | Refused
  | InvalidPassword
  | { readonly outcome: 'joined'; readonly council: Invitation['council'] };

/**
 * Joins a further council with an invitation code. Only the signed-in owner of the invited address can use it. They
 * must also choose a new password, because the person who set up the account may know the current one. Sending the form again
 * gives the same answer.
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
      const invalid = await findInvalidPassword(password, email, [...(await councilsOf(id)), council.name]);
      if (invalid) return invalid;
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

const SAME_AS_BEFORE: InvalidPassword = {
  outcome: 'invalid',
  problem: 'New password must be different from your current one',
};

export type PasswordResult = Refused | InvalidPassword | { readonly outcome: 'changed' };

/**
 * Changes a person's password after checking the current one, and ends their other sessions and codes. Sending the
 * form again with the new password gives the same answer.
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
      const invalid = await findInvalidPassword(input.password, email, await councilsOf(id));
      if (invalid) return invalid;
      const passwordHash = await hashPassword(input.password, lane);
      if (await replacePassword(session, { known, passwordHash }, asOf)) return { outcome: 'changed' };
    }
    if (!(await isPasswordNow({ id }, input.password, lane))) return null;
    await endOwnSessions(session, 'others', asOf);
    return { outcome: 'changed' };
  });
}

/** Returns false if the session has ended or the password is no longer `known`. */
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
 * Ends one of a person's own sessions, or all except the current one. A session that has already ended gives the same
 * answer; another person's session is not found.
 */
export async function endOwnSessions(
  { person, sessionId }: SignedIn,
  which: { readonly id: string } | 'others',
  asOf: Date,
): Promise<{ readonly outcome: 'ended' | 'others ended' | 'already ended' }> {
  const own = { personId: person.id, id: which === 'others' ? { not: sessionId } : which.id };
  await database().session.updateMany({ where: { ...own, endedAt: null }, data: { endedAt: asOf } });
  if (which === 'others') return { outcome: 'others ended' };
  return { outcome: (await database().session.count({ where: own })) > 0 ? 'ended' : 'already ended' };
}

/** Reads the row again: if two forms were sent at once, the first may just have set the password. */
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

async function findInvalidPassword(
  password: string,
  email: string,
  councils: readonly string[],
): Promise<InvalidPassword | null> {
  for (const councilName of councils.length > 0 ? councils : ['']) {
    const problem = await passwordProblem(password, { email, councilName });
    if (problem) return { outcome: 'invalid', problem };
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
