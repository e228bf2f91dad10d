import 'server-only';
import { createHmac } from 'node:crypto';
import { passwordMatches } from '#lib/auth/password.ts';
import { signInLimits } from '#lib/auth/rules.ts';
import { database } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';

export type SignInResult =
  | { readonly outcome: 'matched'; readonly personId: string }
  | { readonly outcome: 'not matched' | 'throttled' };

const FAMILIAR_DAYS = 30;

/**
 * Checks an e-mail address and a password. The answer is the same for an unknown person, a wrong password and a
 * disabled person. Each try is counted before the password is looked at, so that many at once cannot slip through.
 */
export async function checkSignIn(
  email: string,
  password: string,
  address: string,
  asOf: Date,
): Promise<SignInResult> {
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
    log().warn({ event: 'sign-in.throttled', account, address });
    return { outcome: 'throttled' };
  }
  const matches = await passwordMatches(person?.passwordHash ?? null, password);
  if (!person || !matches || person.disabledAt) {
    log().warn({ event: 'sign-in.refused', account, address });
    return { outcome: 'not matched' };
  }
  await forget();
  log().info({ event: 'sign-in.matched', personId: person.id, address });
  return { outcome: 'matched', personId: person.id };
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
