'use server';
import { z } from 'zod';
import { formatBytes, formatNumber } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { changeContact, changeLook } from '#lib/record/councils/commands.ts';
import type { Settings } from '#lib/record/councils/queries.ts';
import { LOGO_LIMITS } from '#lib/record/councils/rules.ts';
import {
  type ContactField,
  contactFields,
  contactSchema,
  type LookField,
  lookFields,
  lookSchema,
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

export type LookState = FormState<LookField | 'version'>;
export const changeLookAction: FormAction<LookState> = formAction({
  name: 'changeLook',
  permission: 'settings:manage',
  fields: lookFields,
  files: ['logo'],
  hidden: ['version'],
  schema: lookSchema.extend({ logo }),
  run: async (context, { logo: file, ...look }) =>
    changeLook(context, look, file && new Uint8Array(await file.arrayBuffer())),
  outcomes: {
    done: saved('Name, logo and colour'),
    unchanged: saved('Name, logo and colour'),
    'logo refused': ({ problem }) => ({ field: 'logo', message: LOGO_PROBLEMS[problem] }),
    conflict: ({ latest }) => outOfDate(latest),
  },
});

export type ContactState = FormState<ContactField | 'version'>;
export const changeContactAction: FormAction<ContactState> = formAction({
  name: 'changeContact',
  permission: 'settings:manage',
  fields: contactFields,
  hidden: ['version'],
  schema: contactSchema,
  run: changeContact,
  outcomes: {
    done: saved('Contact for help'),
    unchanged: saved('Contact for help'),
    conflict: ({ latest }) => outOfDate(latest),
  },
});

/** The page shows the newer settings beside what was typed, and sending again replaces them. */
function outOfDate({ version, changed }: Settings) {
  const who = changed
    ? `${changed.by} changed the settings at ${formatDateTime(changed.at)}`
    : 'they changed';
  return {
    errors: [
      {
        field: '' as const,
        message: `Nothing was saved because ${who}, after you opened this page. Compare with the current settings below, then save again`,
      },
    ],
    values: { version: String(version) },
    redraw: true as const,
  };
}
