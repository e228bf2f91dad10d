import { z } from 'zod';
import { ROLES } from '#lib/auth/permissions.ts';
import { emailField } from '#lib/forms/email-field.ts';

export const memberFields = ['name', 'email', 'role'] as const;
export type MemberField = (typeof memberFields)[number];

const roleField = z.enum(ROLES, 'Select a role');

/** Controls, and what turns the direction of the text around it: a name stands in sentences of the history. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

export const addMemberSchema = z.object({
  name: z
    .string('Enter their name')
    .transform((name) => name.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Enter their name')
        .max(120, 'Name must be 120 characters or less')
        .refine((name) => !UNSEEN.test(name), 'Name must not have characters that cannot be seen'),
    ),
  email: emailField('Enter their email address'),
  role: roleField,
});
export type AddMember = z.output<typeof addMemberSchema>;

/** What may be done with somebody who belongs to the council: one button each. */
export const memberChangeSchema = z.discriminatedUnion('change', [
  z.object({ change: z.literal('role'), person: z.uuid(), role: roleField }),
  z.object({ change: z.enum(['disable', 'enable', 'end-sessions', 'new-code']), person: z.uuid() }),
]);
