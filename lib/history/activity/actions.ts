'use server';
import { markSeen } from '#lib/history/activity/commands.ts';
import { markSeenSchema } from '#lib/history/activity/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';

export type SeenState = StateOf<typeof markSeenAction>;
export const markSeenAction = formAction({
  name: 'markSeen',
  permission: 'activity:view',
  fields: [],
  hidden: ['through'],
  schema: markSeenSchema,
  run: (context, { through }) => markSeen(context, through),
  outcomes: {
    seen: (_, { council }) => ({ to: routes.activity(council), flash: 'Changes marked as seen' }),
  },
});
