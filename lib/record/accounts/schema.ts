import { z } from 'zod';
import { PASSWORD_MAXIMUM, returnPath } from '#lib/platform/access/rules.ts';
import { ownEmailField } from '#lib/platform/forms/email-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField, secretField } from '#lib/platform/forms/text-field.ts';

function passwordField(missing: string) {
  return secretField(missing, PASSWORD_MAXIMUM, 'Password must be 1,000 characters or less');
}

export const signInFields = ['email', 'password'] as const;

export const signInSchema = z.object({
  email: ownEmailField('Enter your email address'),
  password: passwordField('Enter your password'),
  from: hiddenField(returnPath).optional(),
});

const codeField = lineField({ called: 'Code', limit: 100, missing: 'Enter the code' });

const newPasswordField = passwordField('Enter a new password');

export const codeFields = ['code', 'password'] as const;

/** What somebody who is signed in sends to join a further council. */
export const codeSchema = z.object({ code: codeField, password: newPasswordField });

export const passwordFields = ['current', 'password'] as const;

export const passwordSchema = z.object({
  current: passwordField('Enter your current password'),
  password: newPasswordField,
});

/** One of a person's own sessions, or all but the one they ask from. */
export const ownSessionSchema = z.object({ session: z.union([z.literal('others'), idField()]) });

export const joinFields = ['email', 'code', 'password'] as const;

/** What the page for choosing a password sends. What makes a good password is looked at once the code is known. */
export const joinSchema = z.object({
  email: ownEmailField('Enter your email address'),
  code: codeField,
  password: newPasswordField,
});
