import { textField } from '#lib/platform/forms/text-field.ts';

/** Why somebody does something, which they have to say. `missing`: what they are told otherwise, "Enter why you …". */
export function reasonField(limit: number, missing: string) {
  return textField({ called: 'Reason', limit, missing });
}

/** Why somebody does something, where they like to say it. Empty for nothing. */
export function optionalReasonField(limit: number) {
  return textField({ called: 'Reason', limit }).default('');
}
