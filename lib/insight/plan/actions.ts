'use server';
import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { planFields, savePlanDetailsSchema } from '#lib/insight/plan/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';

const saved = (_: unknown, { council }: { readonly council: string }): Done => ({
  to: routes.aboutPlan(council),
  flash: 'Saved',
});

export const savePlanDetailsAction = formAction({
  name: 'savePlanDetails',
  permission: 'improvement:oversee',
  fields: planFields,
  hidden: ['version', 'conflict'],
  schema: savePlanDetailsSchema,
  run: savePlanDetails,
  outcomes: {
    saved,
    unchanged: saved,
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('what the plan says', changed, { version: String(version) }),
  },
});
