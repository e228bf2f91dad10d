import 'server-only';
import { createHmac } from 'node:crypto';
import { DEVICE_DAYS, signInLimits } from '#lib/platform/access/rules.ts';
import { type Lane, TooBusyError } from '#lib/platform/auth/password.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { networkOf } from '#lib/platform/http/address.ts';
import { log } from '#lib/platform/log.ts';

/** Where an attempt comes from. `device`: the id in the browser's cookie, if any. */
export type Caller = {
  readonly address: string;
  readonly device: string | null;
  readonly requestId: string;
};

/** An account for which sign-in is attempted. */
export type Account = {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly disabledAt: Date | null;
};

export type Refused = { readonly outcome: 'not matched' | 'throttled' | 'busy' };

type AttemptKind = 'sign-in' | 'password-choice' | 'password-change' | 'join';
type Row = {
  readonly id: string;
  readonly password_hash: string | null;
  readonly disabled_at: Date | null;
  readonly familiar: boolean;
};

/**
 * One attempt, decided by `check` (null: no match). Counted first, so parallel attempts stay within the limit, and
 * forgotten on a match unless it `countsAsTry`. Known devices are counted apart, so strangers cannot lock them out. The
 * database work is the same whether or not the account exists.
 */
export async function limitAttempts<T extends { readonly outcome: string; readonly countsAsTry?: true }>(
  what: AttemptKind,
  email: string,
  { address, device }: Caller,
  asOf: Date,
  check: (person: Account | null, lane: Lane) => Promise<T | null>,
): Promise<T | Refused> {
  const account = createHmac('sha256', env().NEXTAUTH_SECRET).update(email).digest('hex');
  const network = networkOf(address);
  const familiarSince = new Date(asOf.getTime() - DEVICE_DAYS * 24 * 60 * 60_000);
  const [row] = await database().$queryRaw<Row[]>`
    select p.id, p.password_hash, p.disabled_at,
           exists (select from devices d where d.id = ${device}::uuid and d.person_id = p.id
                      and d.last_signed_in_at > ${familiarSince}::timestamptz) as familiar
      from people p where p.email = ${email}`;
  const familiar = row?.familiar ?? false;
  const attempt = await database().signInAttempt.create({
    data: { account, address: network, familiar, deviceId: familiar ? device : null, at: asOf },
    select: { id: true },
  });
  const forget = () => database().signInAttempt.deleteMany({ where: { id: attempt.id } });

  if (await isOverLimit({ account, network, device: familiar ? device : null }, asOf)) {
    // A refused attempt does not count, or a persistent stranger could lock the account for ever.
    await forget();
    log().warn({ event: `${what}.throttled`, account, address });
    return { outcome: 'throttled' };
  }
  const person = row && {
    id: row.id,
    passwordHash: row.password_hash,
    disabledAt: row.disabled_at,
  };
  try {
    const result = await check(person ?? null, familiar ? 'known' : 'strangers');
    if (!result) {
      log().warn({ event: `${what}.refused`, account, address });
      return { outcome: 'not matched' };
    }
    if (!result.countsAsTry) await forget();
    log().info({ event: `${what}.${result.outcome}`, personId: person?.id, address });
    return result;
  } catch (error) {
    if (!(error instanceof TooBusyError)) throw error;
    await forget();
    log().warn({ event: `${what}.busy`, account, address });
    return { outcome: 'busy' };
  }
}

/** Whether there were more attempts than allowed, including the one just counted. */
async function isOverLimit(
  from: { readonly account: string; readonly network: string; readonly device: string | null },
  asOf: Date,
): Promise<boolean> {
  const since = new Date(asOf.getTime() - signInLimits.windowMinutes * 60_000);
  const [counts] = await database().$queryRaw<{ account: number; network: number }[]>`
    select count(*) filter (where account = ${from.account}
                              and device_id is not distinct from ${from.device}::uuid)::int as account,
           count(*) filter (where address = ${from.network} and device_id is null)::int as network
      from sign_in_attempts
     where at > ${since}::timestamptz and (account = ${from.account} or address = ${from.network})`;
  if (!counts) return false;
  return (
    counts.account > signInLimits.perAccount ||
    (from.device === null && counts.network > signInLimits.perAddress)
  );
}
