import { z } from 'zod';
import { emailField } from '#lib/platform/forms/email-field.ts';
import { hiddenField, lineField, typedLine } from '#lib/platform/forms/text-field.ts';
import {
  CONTACT_NAME_LIMIT,
  COUNCIL_NAME_LIMIT,
  colourProblem,
  MAX_KEEP_YEARS,
  PHONE_LIMIT,
} from './rules.ts';

const AGAIN = 'Open this page again from the settings of the council';
/** The values that the form was opened with: see `lookAsSeen`. */
const seen = hiddenField((value) => (value.length <= 2_000 ? value : undefined), AGAIN);

export const lookFields = ['name', 'logo', 'removeLogo', 'colour'] as const;
export type LookField = (typeof lookFields)[number];

/** The form of a council's look. Its file is read beside it. */
export const lookSchema = z.object({
  name: lineField({ called: 'Name', limit: COUNCIL_NAME_LIMIT }),
  removeLogo: z.literal('yes', AGAIN).optional(),
  colour: typedLine().transform((typed, context) => {
    if (typed === '') return '';
    const colour = `#${typed.replace(/^#/, '').toLowerCase()}`;
    const problem = /^#[0-9a-f]{6}$/.test(colour)
      ? colourProblem(colour)
      : 'Colour must be a # and six letters or digits, like #12436d';
    if (problem === null) return colour;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }),
  seen,
});
export type LookInput = z.output<typeof lookSchema>;

export const contactFields = ['name', 'email', 'phone'] as const;
export type ContactField = (typeof contactFields)[number];

/** The form of the contact for help: all empty for none. */
export const contactSchema = z
  .object({
    name: lineField({ called: 'Name', limit: CONTACT_NAME_LIMIT }),
    email: emailField(),
    phone: lineField({ called: 'Phone number', limit: PHONE_LIMIT }),
    seen,
  })
  .superRefine(({ name, email, phone }, context) => {
    const isReachable = email !== '' || phone !== '';
    if (name !== '' && !isReachable)
      context.addIssue({
        code: 'custom',
        path: ['email'],
        message: 'Enter an email address or a phone number',
      });
    if (name === '' && isReachable)
      context.addIssue({ code: 'custom', path: ['name'], message: 'Enter the name of a person or team' });
  });
export type ContactInput = z.output<typeof contactSchema>;

/** The form of retention: empty for none. `seen`: the years that it was opened with. */
export const retentionSchema = z.object({
  years: typedLine().transform((typed, context) => {
    if (typed === '') return null;
    const years = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
    if (years >= 1 && years <= MAX_KEEP_YEARS) return years;
    context.addIssue({
      code: 'custom',
      message: `Enter a whole number of years from 1 to ${MAX_KEEP_YEARS}`,
    });
    return z.NEVER;
  }),
  seen,
});
export type RetentionInput = z.output<typeof retentionSchema>;
