'use server';
import { markSeen } from '#lib/activity/commands.ts';
import { markSeenSchema } from '#lib/activity/schema.ts';
import { formAction } from '#lib/forms/form-action.ts';
import type { StateOf } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

export type SeenState = StateOf<typeof markSeenAction>;
export const markSeenAction = formAction('markSeen', {
  permission: 'activity:view',
  fields: [],
  hidden: ['through'],
  schema: markSeenSchema,
  run: (context, { through }) => markSeen(context, through),
  outcomes: {
    seen: (_, { council }) => ({ to: routes.council(council), flash: 'Changes marked as seen' }),
  },
});
