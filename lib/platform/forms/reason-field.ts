import { textField } from '#lib/platform/forms/text-field.ts';

/** A required reason. `missing`: the message without one, "Enter why you …". */
export function reasonField(limit: number, missing: string) {
  return textField({ called: 'Reason', limit, missing });
}

/** An optional reason, '' if none is given. */
export function optionalReasonField(limit: number) {
  return textField({ called: 'Reason', limit }).default('');
}
