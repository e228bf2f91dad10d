import { z } from 'zod';
import { textFields } from '#lib/forms/text-field.ts';
import { cleanEmail } from '#lib/text/email-address.ts';

const LIMIT = 254;
/** With a name, brackets and what cannot be seen. */
const LONGEST_PASTED = 1_000;
const FORMAT = 'Enter an email address in the correct format, like name@example.gov.uk';

/** The email address of somebody who is added, in small letters. Only one that mail can be sent to is taken. */
export function emailField(missing: string) {
  return z
    .string(missing)
    .transform((typed, context) => {
      const read = readAddress(typed, missing, z.email());
      if ('address' in read) return read.address;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'email', limit: LIMIT });
}

/** The address of somebody who says who they are: cleaned, and as it was typed but for capital letters. */
export type OwnEmail = { readonly address: string; readonly asTyped: string };

/**
 * The email address of somebody who says who they are, to be found or not found. Older releases took addresses that
 * `emailField` refuses or cleans, and their people must still get in.
 */
export function ownEmailField(missing: string) {
  return z
    .string(missing)
    .transform((typed, context): OwnEmail => {
      const read = readAddress(typed, missing, z.string().regex(/^[^\s@]+@[^\s@]+$/));
      if ('address' in read) return { ...read, asTyped: typed.trim().toLowerCase() };
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'email', limit: LIMIT });
}

function readAddress(
  typed: string,
  missing: string,
  rule: z.ZodType<string, string>,
): { readonly address: string } | { readonly problem: string } {
  // Before it is cleaned, as anybody may send it.
  const address = typed.length > LONGEST_PASTED ? typed : cleanEmail(typed);
  if (address === '') return { problem: missing };
  if (address.length > LIMIT) return { problem: `Email address must be ${LIMIT} characters or less` };
  if (/@.*[\s,;].*@/.test(address)) return { problem: 'Enter one email address' };
  return rule.safeParse(address).success ? { address } : { problem: FORMAT };
}
