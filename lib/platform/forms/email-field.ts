import { z } from 'zod';
import { cleanEmail } from '#lib/kernel/text/email-address.ts';
import { textFields } from '#lib/platform/forms/text-field.ts';

const LIMIT = 254;
/** With a name, brackets and what cannot be seen. */
const LONGEST_PASTED = 1_000;
const FORMAT = 'Enter an email address in the correct format, like name@example.gov.uk';

/** The email address of somebody who is added, in small letters. Only one that mail can be sent to is taken. */
export function emailField(missing: string) {
  return addressField(missing, z.email(), (address) => address);
}

/** The address of somebody who says who they are: cleaned, and as it was typed but for capital letters. */
export type OwnEmail = { readonly address: string; readonly asTyped: string };

/**
 * The email address of somebody who says who they are, to be found or not found. Older releases took addresses that
 * `emailField` refuses or cleans, and their people must still get in.
 */
export function ownEmailField(missing: string) {
  return addressField(
    missing,
    z.string().regex(/^[^\s@]+@[^\s@]+$/),
    (address, typed): OwnEmail => ({ address, asTyped: typed.trim().toLowerCase() }),
  );
}

function addressField<T>(
  missing: string,
  rule: z.ZodType<string, string>,
  given: (address: string, typed: string) => T,
) {
  return z
    .string(missing)
    .transform((typed, context): T => {
      // Before it is cleaned, as anybody may send it.
      const address = typed.length > LONGEST_PASTED ? typed : cleanEmail(typed);
      const problem =
        address === ''
          ? missing
          : address.length > LIMIT
            ? `Email address must be ${LIMIT} characters or less`
            : /@.*[\s,;].*@/.test(address)
              ? 'Enter one email address'
              : rule.safeParse(address).success
                ? null
                : FORMAT;
      if (problem === null) return given(address, typed);
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'email', limit: LIMIT });
}
