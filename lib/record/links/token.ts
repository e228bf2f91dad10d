import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Creates a token for a link, and its hash for storage. */
export function newLinkToken(): { readonly token: string; readonly tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** The hash of a token, in hexadecimal. Null if it is not a token. Tokens are random, so it needs no key or salt. */
export function tokenHashOf(token: string): string | null {
  return TOKEN.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
