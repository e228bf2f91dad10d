'use server';

import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { itemSchema } from '#lib/record/evidence/schema.ts';
import { scanAgain } from '#lib/record/scans/commands.ts';

type AboutItem = { readonly council: string; readonly input: { readonly reference: string } };

/** Somebody else may have asked for it just before. */
const begun = (_: unknown, { council, input: { reference } }: AboutItem): Done => ({
  to: routes.evidenceItem(council, reference),
  flash: `${reference} is being checked for viruses again`,
});

export type ScanAgainState = StateOf<typeof scanAgainAction>;
export const scanAgainAction = formAction({
  name: 'scanAgain',
  permission: 'evidence:edit',
  fields: [],
  hidden: ['reference'],
  schema: itemSchema,
  run: (context, { reference }) => scanAgain(context, reference),
  outcomes: {
    done: begun,
    unchanged: begun,
    'no scanner': {
      field: '',
      message: 'The file cannot be checked again because the service has no virus scanner at the moment',
    },
    erased: (_, { input: { reference } }) => ({
      field: '',
      message: `Nothing was changed because ${reference} has been erased`,
    }),
    'not found': NOT_FOUND,
  },
});
