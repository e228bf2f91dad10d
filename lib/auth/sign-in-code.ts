import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { plainCode, signInCodeDays } from '#lib/auth/rules.ts';
import { env } from '#lib/env.ts';

/** Without I, L, O and U, which are misread or spell words: Crockford's 32. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DAY = 24 * 60 * 60_000;

/** What the administrator is shown once, to pass on. Only its hash is kept. */
export type NewCode = { readonly code: string; readonly codeHash: string; readonly expiresAt: Date };

/** Four groups of four characters, 80 bits: beyond guessing, and short enough to read out. */
export function newSignInCode(asOf: Date): NewCode {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return {
    code: letters.replaceAll(/(.{4})(?=.)/g, '$1-'),
    codeHash: signInCodeHash(letters),
    expiresAt: new Date(asOf.getTime() + signInCodeDays * DAY),
  };
}

/** Keyed, so that whoever reads the database alone cannot try codes against it. */
export function signInCodeHash(typed: string): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`sign-in code ${plainCode(typed)}`)
    .digest('hex');
}
