import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A token for a link, and the hash that is kept of it. */
export function newLinkToken(): { readonly token: string; readonly tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** What is kept of a token, in hexadecimal. Null for what is none. Random throughout, it needs no key and no salt. */
export function tokenHashOf(token: string): string | null {
  return TOKEN.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
