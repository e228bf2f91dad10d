import { z } from 'zod';
import { textFields } from '#lib/forms/text-field.ts';
import { cleanEmail } from '#lib/text/email-address.ts';

const LIMIT = 254;
/** With a name, brackets and what cannot be seen. */
const LONGEST_PASTED = 1_000;
const FORMAT = 'Enter an email address in the correct format, like name@example.gov.uk';

/** The email address of somebody who is added, in small letters. Only one that mail can be sent to is taken. */
export function emailField(missing: string) {
  return addressField(missing, z.email());
}

/**
 * The email address of somebody who says who they are. It is read the same, and found or not found: older releases took
 * addresses that `emailField` refuses, such as `a,b@council`, and their people must still get in.
 */
export function ownEmailField(missing: string) {
  return addressField(missing, z.string().regex(/^[^\s@]+@[^\s@]+$/));
}

function addressField(missing: string, rule: z.ZodType<string, string>) {
  return z
    .string(missing)
    .transform((typed, context) => {
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
      if (problem === null) return address;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'email', limit: LIMIT });
}
