import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { plainCode, signInCodeDays } from '#lib/platform/access/rules.ts';
import { env } from '#lib/platform/env.ts';

/** Without I, L, O and U, which are misread or spell words: Crockford's 32. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = { password: 'sign-in code', invitation: 'invitation code', void: 'void code' } as const;
const DAY = 24 * 60 * 60_000;

/**
 * What a code does. `password`: chooses one for an account that there is. `invitation`: joins a council. `void`: nothing,
 * and looks like one for a password; it is issued for somebody who belongs to another council too.
 */
export type CodeKind = 'password' | 'invitation' | 'void';

/** What the administrator is shown once, to pass on. Only its hash is kept. */
export type NewCode = { readonly code: string; readonly codeHash: string; readonly expiresAt: Date };

/** Four groups of four characters, 80 bits: beyond guessing, and short enough to read out. */
export function newSignInCode(kind: CodeKind, asOf: Date): NewCode {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return {
    code: letters.replaceAll(/(.{4})(?=.)/g, '$1-'),
    codeHash: signInCodeHash(kind, letters),
    expiresAt: new Date(asOf.getTime() + signInCodeDays * DAY),
  };
}

/** Keyed, so that whoever reads the database alone cannot try codes against it. */
export function signInCodeHash(kind: CodeKind, typed: string): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`${PREFIX[kind]} ${plainCode(typed)}`)
    .digest('hex');
}
