import { z } from 'zod';
import { limitedText } from '#lib/forms/limited-text.ts';
import { isVisible } from '#lib/forms/visible.ts';

/** Why somebody does something, which they have to say. `missing`: what they are told otherwise, "Enter why you …". */
export function reasonField(limit: number, missing: string) {
  return z.string(missing).trim().refine(isVisible, missing).pipe(limitedText('Reason', limit));
}

/** Why somebody does something, where they like to say it. Empty for nothing. */
export function optionalReasonField(limit: number) {
  return z
    .string()
    .trim()
    .default('')
    .transform((text) => (isVisible(text) ? text : ''))
    .pipe(limitedText('Reason', limit));
}
