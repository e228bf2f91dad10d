import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's Argon2id setting: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), ARGON2ID);
}

let absent: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. With no hash (nobody has that address, or
 * no password yet) it does the same work on
 * another hash and says no, so that the time taken tells nothing.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  absent ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await absent), password.normalize('NFC'));
  return matches && passwordHash !== null;
}
