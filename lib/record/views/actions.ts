'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { changeView, removeView, saveView } from '#lib/record/views/commands.ts';
import { changeViewSchema, removeViewSchema, saveViewSchema, viewFields } from '#lib/record/views/schema.ts';

const NAME_TAKEN = {
  field: 'name',
  message: 'There is a view with this name already. Enter another',
} as const;
const MAY_NOT_SHARE = { field: 'shared', message: 'Only people who edit evidence can share a view' } as const;

export const saveViewAction = formAction({
  name: 'saveView',
  permission: 'view:save',
  fields: viewFields,
  hidden: ['query'],
  schema: saveViewSchema,
  run: saveView,
  outcomes: {
    saved: (_, { council, input }) => ({
      to: routes.savedView(council, input.query),
      flash: `View saved as ${input.name}`,
    }),
    'name taken': NAME_TAKEN,
    'may not share': MAY_NOT_SHARE,
  },
});

export const changeViewAction = formAction({
  name: 'changeView',
  permission: 'view:save',
  fields: viewFields,
  hidden: ['view'],
  schema: changeViewSchema,
  run: changeView,
  outcomes: {
    changed: (_, { council, input }) => ({ to: routes.savedViews(council), flash: `${input.name} saved` }),
    'name taken': NAME_TAKEN,
    'may not share': MAY_NOT_SHARE,
    'not found': NOT_FOUND,
  },
});

export type RemoveViewState = StateOf<typeof removeViewAction>;
export const removeViewAction = formAction({
  name: 'removeView',
  permission: 'view:save',
  fields: [],
  hidden: ['view'],
  schema: removeViewSchema,
  run: removeView,
  outcomes: {
    removed: (_, { council }) => ({ to: routes.savedViews(council), flash: 'View removed' }),
    // Somebody else removed it meanwhile.
    'not found': (_, { council }) => ({ to: routes.savedViews(council), flash: 'View removed' }),
  },
});
