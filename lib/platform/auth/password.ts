import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP's Argon2id setting: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Hashes running and waiting at most, for each kind of caller. This bounds the memory and work that strangers can
 * cause, and people on known devices do not queue behind them.
 */
export const HASHES = { atOnce: 2, waiting: 40 } as const;
const lanes = { known: pLimit(HASHES.atOnce), strangers: pLimit(HASHES.atOnce) };
export type Lane = keyof typeof lanes;

/** Too many passwords are being checked. This one was not checked at all. */
export class TooBusyError extends Error {
  override name = 'TooBusyError';
}

/** @throws TooBusyError when too many wait */
export function hashPassword(password: string, lane: Lane = 'known'): Promise<string> {
  return runInLane(lane, () => hash(password.normalize('NFC'), ARGON2ID));
}

let absent: Promise<string> | undefined;

/**
 * Whether the password matches the hash. Without a hash (unknown address, or no password yet) it does the same work on
 * another hash and returns false, so that the time taken reveals nothing.
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
  const matches = await runInLane(lane, () => verify(against, password.normalize('NFC')));
  return matches && passwordHash !== null;
}

function runInLane<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  const limit = lanes[lane];
  if (limit.pendingCount >= HASHES.waiting) throw new TooBusyError(`${limit.pendingCount} passwords wait`);
  return limit(work);
}
