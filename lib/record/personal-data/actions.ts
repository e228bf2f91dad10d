'use server';

import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { versionOfFileSchema } from '#lib/record/evidence/schema.ts';
import { ruleOutPersonalData } from '#lib/record/personal-data/commands.ts';

type AboutItem = { readonly council: string; readonly input: { readonly reference: string } };

/** Somebody else may have said so just before. */
const noted = (_: unknown, { council, input: { reference } }: AboutItem): Done => ({
  to: routes.evidenceItem(council, reference),
  flash: `Noted that ${reference} holds no personal data`,
});

export type RuleOutState = StateOf<typeof ruleOutAction>;
export const ruleOutAction = formAction({
  name: 'ruleOut',
  permission: 'evidence:edit',
  fields: [],
  hidden: ['reference', 'seen'],
  schema: versionOfFileSchema,
  run: (context, { reference, seen }) => ruleOutPersonalData(context, reference, seen),
  outcomes: {
    done: noted,
    unchanged: noted,
    replaced: {
      errors: [
        { field: '', message: 'Nothing was noted because the file has been replaced. Check the new version' },
      ],
      redraw: true,
    },
    erased: (_, { input: { reference } }) => ({
      field: '',
      message: `Nothing was changed because ${reference} has been erased`,
    }),
    'not found': NOT_FOUND,
  },
});
