import { z } from 'zod';
import { ROLES } from '#lib/platform/access/permissions.ts';
import { emailField } from '#lib/platform/forms/email-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { lineField } from '#lib/platform/forms/text-field.ts';

export const memberFields = ['name', 'email', 'role'] as const;
export type MemberField = (typeof memberFields)[number];

const roleField = z.enum(ROLES, 'Select a role');

export const inviteMemberSchema = z.object({
  name: lineField({ called: 'Name', limit: 120, missing: 'Enter their name' }),
  email: emailField('Enter their email address'),
  role: roleField,
});
export type InviteMember = z.output<typeof inviteMemberSchema>;

/** Actions on an unused invitation. */
export const invitationChangeSchema = z.object({
  change: z.enum(['renew', 'withdraw']),
  invitation: idField(),
});

const person = idField('Open this page again from the list of members');

/** Actions on a member, each with its own button. */
export const memberChangeSchema = z.discriminatedUnion(
  'change',
  [
    z.object({ change: z.literal('role'), person, role: roleField }),
    z.object({ change: z.enum(['disable', 'enable', 'end-sessions', 'new-code']), person }),
  ],
  'Open this page again from the list of members',
);
export type MemberChange = z.output<typeof memberChangeSchema>;
