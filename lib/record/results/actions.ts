'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { removeCorrection } from '#lib/record/results/commands.ts';
import { removeCorrectionSchema } from '#lib/record/results/schema.ts';

export type RemoveState = StateOf<typeof removeCorrectionAction>;
export const removeCorrectionAction = formAction({
  name: 'removeCorrection',
  permission: 'results:manage',
  fields: [],
  hidden: ['id', 'authority'],
  schema: removeCorrectionSchema,
  run: (context, { id }) => removeCorrection(context, id),
  outcomes: {
    removed: (_, { council, input }) => ({
      to: routes.councilResults(council, input.authority),
      flash: 'Correction removed',
    }),
    'not found': NOT_FOUND,
  },
});
