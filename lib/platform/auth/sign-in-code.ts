import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { normaliseCode, signInCodeDays } from '#lib/platform/access/rules.ts';
import { env } from '#lib/platform/env.ts';

/** Crockford's base 32, without I, L, O and U, which can be misread or spell words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = { password: 'sign-in code', invitation: 'invitation code', void: 'void code' } as const;
const DAY = 24 * 60 * 60_000;

/**
 * `password`: sets the password of an existing account. `invitation`: joins a council. `void`: does nothing and looks
 * like `password`; issued for someone who also belongs to another council.
 */
export type CodeKind = 'password' | 'invitation' | 'void';

/** Shown once to the administrator, to pass on. Only its hash is stored. */
export type NewCode = { readonly code: string; readonly codeHash: string; readonly expiresAt: Date };

/** Four groups of four characters: 80 bits, and short enough to read out. */
export function newSignInCode(kind: CodeKind, asOf: Date): NewCode {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return {
    code: letters.replaceAll(/(.{4})(?=.)/g, '$1-'),
    codeHash: signInCodeHash(kind, letters),
    expiresAt: new Date(asOf.getTime() + signInCodeDays * DAY),
  };
}

/** Keyed, so that codes cannot be tried against a copy of the database. */
export function signInCodeHash(kind: CodeKind, typed: string): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`${PREFIX[kind]} ${normaliseCode(typed)}`)
    .digest('hex');
}
