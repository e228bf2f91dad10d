import { z } from 'zod';

/** An email address as somebody types it, in small letters: that is how people are found by it. */
export function emailField(missing: string) {
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(254, 'Email address must be 254 characters or less')
    .regex(/^[^\s@]+@[^\s@]+$/, 'Enter an email address in the correct format, like name@example.gov.uk')
    .transform((email) => email.toLowerCase());
}
