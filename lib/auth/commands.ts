import 'server-only';
import { createHmac } from 'node:crypto';
import { hashPassword, passwordMatches } from '#lib/auth/password.ts';
import { passwordProblem } from '#lib/auth/password-rules.ts';
import { signInLimits } from '#lib/auth/rules.ts';
import { signInCodeHash } from '#lib/auth/sign-in-code.ts';
import { actAsPerson } from '#lib/db/as-person.ts';
import { database } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';

export type SignInResult =
  | { readonly outcome: 'matched'; readonly personId: string }
  | { readonly outcome: 'not matched' | 'throttled' };

const FAMILIAR_DAYS = 30;

/**
 * Checks an e-mail address and a password. The answer is the same for an unknown person, a wrong password and a
 * disabled person.
 */
export function checkSignIn(
  email: string,
  password: string,
  address: string,
  asOf: Date,
): Promise<SignInResult> {
  return countedTry('sign-in', email, address, asOf, async (person) => {
    const matches = await passwordMatches(person?.passwordHash ?? null, password);
    return person && matches && !person.disabledAt ? { outcome: 'matched', personId: person.id } : null;
  });
}

export type ChoiceResult =
  | { readonly outcome: 'chosen' | 'not matched' | 'throttled' }
  | { readonly outcome: 'unfit'; readonly problem: string };

/**
 * Sets the password of whoever has the sign-in code, which is then used up, and signs them out everywhere. The answer
 * is the same for an unknown person and a code that is wrong, used or expired; counted as tries to sign in are.
 */
export function choosePassword(
  input: { readonly email: string; readonly code: string; readonly password: string },
  address: string,
  asOf: Date,
): Promise<ChoiceResult> {
  return countedTry<ChoiceResult>('password-choice', input.email, address, asOf, async (person) => {
    const codeHash = signInCodeHash(input.code);
    if (!person || person.disabledAt) return null;
    const code = { personId: person.id, codeHash, expiresAt: { gt: asOf } };
    if ((await database().signInCode.count({ where: code })) === 0) return null;
    // Only now, as the rules may name the person's councils.
    const councils = await councilsOf(person.id);
    for (const councilName of councils.length > 0 ? councils : ['']) {
      const problem = await passwordProblem(input.password, { email: input.email, councilName });
      if (problem) return { outcome: 'unfit', problem };
    }
    const passwordHash = await hashPassword(input.password);
    return database().$transaction(async (tx): Promise<ChoiceResult | null> => {
      // Of two who send the same code at once, one removes it.
      const { count } = await tx.signInCode.deleteMany({ where: code });
      if (count === 0) return null;
      await tx.person.updateMany({ where: { id: person.id }, data: { passwordHash } });
      await tx.session.updateMany({ where: { personId: person.id, endedAt: null }, data: { endedAt: asOf } });
      return { outcome: 'chosen' };
    });
  });
}

type Candidate = {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly disabledAt: Date | null;
};

/**
 * One try at an account, which `check` decides: null is no match. Each is counted before it is looked at, so that many
 * at once cannot slip through, and forgotten again when it matched.
 */
async function countedTry<T extends { readonly outcome: string }>(
  what: 'sign-in' | 'password-choice',
  email: string,
  address: string,
  asOf: Date,
  check: (person: Candidate | null) => Promise<T | null>,
): Promise<T | { readonly outcome: 'not matched' | 'throttled' }> {
  const account = createHmac('sha256', env().NEXTAUTH_SECRET).update(email).digest('hex');
  const person = await database().person.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true },
  });
  const familiar = person !== null && (await signedInFrom(person.id, address, asOf));
  const since = new Date(asOf.getTime() - signInLimits.windowMinutes * 60_000);

  const attempt = await database().signInAttempt.create({
    data: { account, address, familiar, at: asOf },
    select: { id: true },
  });
  const [forAccount, forAddress] = await Promise.all([
    database().signInAttempt.count({
      where: { account, familiar, at: { gt: since }, ...(familiar ? { address } : {}) },
    }),
    database().signInAttempt.count({ where: { address, at: { gt: since } } }),
  ]);
  const forget = () => database().signInAttempt.deleteMany({ where: { id: attempt.id } });

  if (forAccount > signInLimits.perAccount || forAddress > signInLimits.perAddress) {
    // A refused try does not count, or a stubborn stranger could keep the door shut for ever.
    await forget();
    log().warn({ event: `${what}.throttled`, account, address });
    return { outcome: 'throttled' };
  }
  const result = await check(person);
  if (!result) {
    log().warn({ event: `${what}.refused`, account, address });
    return { outcome: 'not matched' };
  }
  await forget();
  log().info({ event: `${what}.${result.outcome}`, personId: person?.id, address });
  return result;
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

/** Whether this person signed in from this network address lately. Such tries are counted apart from strangers'. */
async function signedInFrom(personId: string, address: string, asOf: Date): Promise<boolean> {
  const since = new Date(asOf.getTime() - FAMILIAR_DAYS * 24 * 60 * 60_000);
  const session = await database().session.findFirst({
    where: { personId, address, createdAt: { gt: since } },
    select: { id: true },
  });
  return session !== null;
}
