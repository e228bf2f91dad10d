import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP's Argon2id setting: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * At most so many hashes at once and waiting, for each kind of caller: what strangers send costs so much memory and
 * work and no more, and people on devices that are known do not wait behind them.
 */
export const HASHES = { atOnce: 2, waiting: 40 } as const;
const lanes = { known: pLimit(HASHES.atOnce), strangers: pLimit(HASHES.atOnce) };
export type Lane = keyof typeof lanes;

/** So many passwords are being checked that one more would wait for too long. Nothing was looked at. */
export class TooBusyError extends Error {
  override name = 'TooBusyError';
}

/** @throws TooBusyError when too many wait */
export function hashPassword(password: string, lane: Lane = 'known'): Promise<string> {
  return inTurn(lane, () => hash(password.normalize('NFC'), ARGON2ID));
}

let absent: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. With no hash (nobody has that address, or no password yet) it does
 * the same work on another hash and says no, so that the time taken tells nothing.
 *
 * @throws TooBusyError when too many wait
 */
export async function passwordMatches(
  passwordHash: string | null,
  password: string,
  lane: Lane = 'known',
): Promise<boolean> {
  absent ??= hash('nobody has this password', ARGON2ID);
  const against = passwordHash ?? (await absent);
  const matches = await inTurn(lane, () => verify(against, password.normalize('NFC')));
  return matches && passwordHash !== null;
}

function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  const limit = lanes[lane];
  if (limit.pendingCount >= HASHES.waiting) throw new TooBusyError(`${limit.pendingCount} passwords wait`);
  return limit(work);
}
