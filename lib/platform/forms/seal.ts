import 'server-only';
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '#lib/platform/env.ts';

/**
 * What every form on a page carries: a key of its own (32 random bytes) and proof that it was made for this person.
 * The server keeps neither.
 */
export function newSeal(personId: string): string {
  const key = randomBytes(32).toString('base64url');
  return `${key}.${proofOf(key, personId)}`;
}

export type OpenedSeal =
  | { readonly ok: true /** Base64url, 32 bytes. */; readonly key: string }
  | { readonly ok: false; readonly reason: 'missing' | 'another person' };

/** The key of a form that this person opened, in this session or another. A forged seal counts as another person's. */
export function openSeal(seal: unknown, personId: string): OpenedSeal {
  const [, key, proof] = (typeof seal === 'string' && /^([\w-]{43})\.([\w-]{43})$/.exec(seal)) || [];
  if (key === undefined || proof === undefined) return { ok: false, reason: 'missing' };
  const isTheirs = timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(key, personId)));
  return isTheirs ? { ok: true, key } : { ok: false, reason: 'another person' };
}

function proofOf(key: string, personId: string): string {
  const secret = Buffer.from(hkdfSync('sha256', env().NEXTAUTH_SECRET, '', 'form seal', 32));
  return createHmac('sha256', secret).update(`${key}.${personId}`).digest('base64url');
}
