'use server';
import { z } from 'zod';
import { formatBytes, formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { changeContact, changeLook, changeRetention } from '#lib/record/councils/commands.ts';
import { contactAsSeen, LOGO_LIMITS, lookAsSeen } from '#lib/record/councils/rules.ts';
import {
  type ContactField,
  contactFields,
  contactSchema,
  type LookField,
  lookFields,
  lookSchema,
  retentionSchema,
} from '#lib/record/councils/schema.ts';

const LOGO_PROBLEMS = {
  'not a PNG': 'The selected file must be a PNG',
  damaged: 'The selected file is damaged. Save the logo as a PNG again, then select it',
  animated: 'The selected file must be a still picture. It is animated',
  'too large': `The selected file must be ${formatNumber(LOGO_LIMITS.side)} pixels or less each way`,
} as const;

const logo = z
  .instanceof(File)
  .refine(
    ({ size }) => size <= LOGO_LIMITS.bytes,
    `The selected file must be ${formatBytes(LOGO_LIMITS.bytes)} or smaller`,
  )
  .nullable();

const saved =
  (what: string) =>
  (_: unknown, { council }: { readonly council: string }) => ({
    to: routes.settings(council),
    flash: `${what} saved`,
  });

export type LookState = FormState<LookField | 'seen' | 'conflict'>;
export const changeLookAction: FormAction<LookState> = formAction({
  name: 'changeLook',
  permission: 'settings:manage',
  fields: lookFields,
  files: ['logo'],
  hidden: ['seen', 'conflict'],
  schema: lookSchema.extend({ logo }),
  run: async (context, { logo: file, ...look }) =>
    changeLook(context, look, file && new Uint8Array(await file.arrayBuffer())),
  outcomes: {
    done: saved('Name, logo and colour'),
    unchanged: saved('Name, logo and colour'),
    'logo refused': ({ problem }) => ({ field: 'logo', message: LOGO_PROBLEMS[problem] }),
    conflict: ({ latest: { look, changed } }) =>
      conflictWith('these settings', changed, { seen: lookAsSeen(look) }),
  },
});

export type ContactState = FormState<ContactField | 'seen' | 'conflict'>;
export const changeContactAction: FormAction<ContactState> = formAction({
  name: 'changeContact',
  permission: 'settings:manage',
  fields: contactFields,
  hidden: ['seen', 'conflict'],
  schema: contactSchema,
  run: changeContact,
  outcomes: {
    done: saved('Contact for help'),
    unchanged: saved('Contact for help'),
    conflict: ({ latest: { contact, changed } }) =>
      conflictWith('these settings', changed, { seen: contactAsSeen(contact) }),
  },
});

export type RetentionState = FormState<'years' | 'seen' | 'conflict'>;
export const changeRetentionAction: FormAction<RetentionState> = formAction({
  name: 'changeRetention',
  permission: 'settings:manage',
  fields: ['years'],
  hidden: ['seen', 'conflict'],
  schema: retentionSchema,
  run: changeRetention,
  outcomes: {
    done: saved('How long evidence is kept'),
    unchanged: saved('How long evidence is kept'),
    conflict: ({ latest: { keepEvidenceYears, changed } }) =>
      conflictWith('this setting', changed, { seen: String(keepEvidenceYears ?? '') }),
  },
});
