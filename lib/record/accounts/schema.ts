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

/** The form a signed-in person joins a further council with. */
export const codeSchema = z.object({ code: codeField, password: newPasswordField });

export const passwordFields = ['current', 'password'] as const;

export const passwordSchema = z.object({
  current: passwordField('Enter your current password'),
  password: newPasswordField,
});

/** One of a person's own sessions, or all except the current one. */
export const ownSessionSchema = z.object({ session: z.union([z.literal('others'), idField()]) });

export const joinFields = ['email', 'code', 'password'] as const;

/** The form for choosing a password. The password's quality is checked only once the code is known to be right. */
export const joinSchema = z.object({
  email: ownEmailField('Enter your email address'),
  code: codeField,
  password: newPasswordField,
});
