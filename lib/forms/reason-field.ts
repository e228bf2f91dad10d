import { z } from 'zod';
import { limitedText } from '#lib/forms/limited-text.ts';

/** Why somebody does something, which they have to say. `missing`: what they are told otherwise, "Enter why you …". */
export function reasonField(limit: number, missing: string) {
  return z.string(missing).trim().min(1, missing).pipe(limitedText('Reason', limit));
}

/** Why somebody does something, where they like to say it. Empty for nothing. */
export function optionalReasonField(limit: number) {
  return z.string().trim().default('').pipe(limitedText('Reason', limit));
}
