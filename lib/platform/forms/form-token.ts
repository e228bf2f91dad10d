import 'server-only';
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '#lib/platform/env.ts';

/** A token for one form: a random key of 32 bytes, and an HMAC that binds it to this person. Neither is stored. */
export function newFormToken(personId: string): string {
  const key = randomBytes(32).toString('base64url');
  return `${key}.${signatureOf(key, personId)}`;
}

export type FormTokenReading =
  /** `key`: 32 bytes in base64url. */
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly reason: 'missing' | 'another person' };

/** Reads the key of a form opened by this person, in any session. A forged token counts as another person's. */
export function readFormToken(token: unknown, personId: string): FormTokenReading {
  const [, key, proof] = (typeof token === 'string' && /^([\w-]{43})\.([\w-]{43})$/.exec(token)) || [];
  if (key === undefined || proof === undefined) return { ok: false, reason: 'missing' };
  const isTheirs = timingSafeEqual(Buffer.from(proof), Buffer.from(signatureOf(key, personId)));
  return isTheirs ? { ok: true, key } : { ok: false, reason: 'another person' };
}

function signatureOf(key: string, personId: string): string {
  // The label is part of the key: changing it would refuse every form that is open.
  const secret = Buffer.from(hkdfSync('sha256', env().NEXTAUTH_SECRET, '', 'form seal', 32));
  return createHmac('sha256', secret).update(`${key}.${personId}`).digest('base64url');
}
