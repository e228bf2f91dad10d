import { z } from 'zod';
import { cleanEmail } from '#lib/kernel/text/email-address.ts';
import { textFields } from '#lib/platform/forms/text-field.ts';

const LIMIT = 254;
/** Allows for a name, brackets and invisible characters. */
const LONGEST_PASTED = 1_000;
const FORMAT = 'Enter an email address in the correct format, like name@example.gov.uk';

/**
 * An email address, in lower case. Must be one that mail can be sent to. `missing`: the message for an empty field;
 * without it the field is optional.
 */
export function emailField(missing?: string) {
  return addressField(missing, z.email(), (address) => address);
}

/** A person's own address: cleaned, and as typed but in lower case. */
export type OwnEmail = { readonly address: string; readonly asTyped: string };

/**
 * The email address with which a person signs in or joins. Older releases accepted addresses that `emailField` refuses or
 * cleans, and those people must still be able to sign in.
 */
export function ownEmailField(missing: string) {
  return addressField(
    missing,
    z.string().regex(/^[^\s@]+@[^\s@]+$/),
    (address, typed): OwnEmail => ({ address, asTyped: typed.trim().toLowerCase() }),
  );
}

function addressField<T>(
  missing: string | undefined,
  rule: z.ZodType<string, string>,
  given: (address: string, typed: string) => T,
) {
  return z
    .string(missing)
    .transform((typed, context): T => {
      // Checked before cleaning, since anyone may send it.
      const address = typed.length > LONGEST_PASTED ? typed : cleanEmail(typed);
      const problem =
        address === ''
          ? (missing ?? null)
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
