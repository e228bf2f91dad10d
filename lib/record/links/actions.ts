'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { withdrawLink } from '#lib/record/links/commands.ts';
import { withdrawLinkSchema } from '#lib/record/links/schema.ts';

export const withdrawLinkAction = formAction({
  name: 'withdrawLink',
  permission: 'links:manage',
  fields: [],
  hidden: ['id'],
  schema: withdrawLinkSchema,
  run: (context, { id }) => withdrawLink(context, 'board_paper', id),
  outcomes: {
    withdrawn: (_, { council }) => afterWithdrawing(council),
    unchanged: (_, { council }) => afterWithdrawing(council),
    'not found': NOT_FOUND,
  },
});

function afterWithdrawing(council: string): Done {
  return { to: routes.paperLinks(council), flash: 'Link withdrawn' };
}
