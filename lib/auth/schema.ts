import { z } from 'zod';
import { PASSWORD_MAXIMUM } from '#lib/auth/rules.ts';

export const signInFields = ['email', 'password', 'from'] as const;
export type SignInField = (typeof signInFields)[number];

export const signInSchema = z.object({
  email: z
    .string('Enter your email address')
    .trim()
    .min(1, 'Enter your email address')
    .max(254, 'Email address must be 254 characters or less')
    .regex(/^[^\s@]+@[^\s@]+$/, 'Enter an email address in the correct format, like name@example.gov.uk')
    .transform((email) => email.toLowerCase()),
  password: z
    .string('Enter your password')
    .min(1, 'Enter your password')
    .max(PASSWORD_MAXIMUM, 'Password must be 1,000 characters or less'),
  from: z.string().optional(),
});
