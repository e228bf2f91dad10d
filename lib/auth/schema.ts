import { z } from 'zod';
import { PASSWORD_MAXIMUM } from '#lib/auth/rules.ts';
import { emailField } from '#lib/forms/email-field.ts';
import { idField } from '#lib/forms/id-field.ts';

export const signInFields = ['email', 'password'] as const;

export const signInSchema = z.object({
  email: emailField('Enter your email address'),
  password: z
    .string('Enter your password')
    .min(1, 'Enter your password')
    .max(PASSWORD_MAXIMUM, 'Password must be 1,000 characters or less'),
  from: z.string().optional(),
});

const codeField = z
  .string('Enter the code')
  .trim()
  .min(1, 'Enter the code')
  .max(100, 'Code must be 100 characters or less');

const newPasswordField = z
  .string('Enter a new password')
  .min(1, 'Enter a new password')
  .max(PASSWORD_MAXIMUM, 'Password must be 1,000 characters or less');

export const codeFields = ['code', 'password'] as const;

/** What somebody who is signed in sends to join a further council. */
export const codeSchema = z.object({ code: codeField, password: newPasswordField });

export const passwordFields = ['current', 'password'] as const;

export const passwordSchema = z.object({
  current: z
    .string('Enter your current password')
    .min(1, 'Enter your current password')
    .max(PASSWORD_MAXIMUM, 'Password must be 1,000 characters or less'),
  password: newPasswordField,
});

/** One of a person's own sessions, or all but the one they ask from. */
export const ownSessionSchema = z.object({ session: z.union([z.literal('others'), idField()]) });

export const joinFields = ['email', 'code', 'password'] as const;

/** What the page for choosing a password sends. What makes a good password is looked at once the code is known. */
export const joinSchema = z.object({
  email: emailField('Enter your email address'),
  code: codeField,
  password: newPasswordField,
});
