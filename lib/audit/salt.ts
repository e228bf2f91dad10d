import 'server-only';
import { randomBytes } from 'node:crypto';

/** For an event that tells a score: 16 random bytes in hex. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
