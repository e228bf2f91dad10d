import { z } from 'zod';
import { formatNumber } from '#lib/kernel/format.ts';
import { isVisible } from '#lib/kernel/text/visible.ts';
import { cleanWebAddress } from '#lib/kernel/text/web-address.ts';
import { textFields } from '#lib/platform/forms/text-field.ts';

const LIMIT = 2_000;
/** Allows for brackets, spaces and invisible characters. */
const LONGEST_PASTED = 3_000;
const TOO_LONG = `Address must be ${formatNumber(LIMIT)} characters or less`;

/**
 * The address of a page or document as a browser parses it, so that it cannot be displayed as another. `missing`: the
 * message for an empty field. Without it the field is optional.
 */
export function webAddressField(missing?: string) {
  return z
    .string(missing)
    .transform((typed, context) => {
      const address = typed.length > LONGEST_PASTED ? typed : cleanWebAddress(typed);
      const url = address.length <= LONGEST_PASTED && URL.canParse(address) ? new URL(address) : null;
      if (!isVisible(address) && missing === undefined) return '';
      const problem = !isVisible(address)
        ? missing
        : address.length > LIMIT || (url?.href.length ?? 0) > LIMIT
          ? TOO_LONG
          : !/^https?:$/.test(url?.protocol ?? '')
            ? 'Enter an address that starts with https:// or http://'
            : url?.username || url?.password
              ? 'Enter an address without a user name or password in it'
              : null;
      if (problem === null && url) return url.href;
      context.addIssue({ code: 'custom', message: problem ?? '' });
      return z.NEVER;
    })
    .register(textFields, { kind: 'web address', limit: LIMIT });
}
