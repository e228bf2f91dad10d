'use server';
import { createFeed, withdrawFeed } from '#lib/exchange/feeds/commands.ts';
import { feedFields, feedSchema, type WithdrawFeed, withdrawFeedSchema } from '#lib/exchange/feeds/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import type { CreatedLink } from '#lib/record/links/commands.ts';
import type { LinkField } from '#lib/record/links/schema.ts';

export type CreateFeedState = FormState<
  LinkField | 'inspection',
  { readonly status: 'made'; readonly link: CreatedLink }
>;
export const createFeedAction: FormAction<CreateFeedState> = formAction({
  name: 'createFeed',
  permission: 'links:manage',
  fields: feedFields,
  hidden: ['inspection'],
  dates: ['lastDay'],
  schema: () => feedSchema(new Date()),
  run: createFeed,
  outcomes: {
    made: ({ link }) => ({ status: 'made', link }),
    expired: { field: 'lastDay', message: 'Expiry date must be today or in the future' },
    'not found': NOT_FOUND,
  },
});

export const withdrawFeedAction = formAction({
  name: 'withdrawFeed',
  permission: 'links:manage',
  fields: [],
  hidden: ['id', 'inspection'],
  schema: withdrawFeedSchema,
  run: withdrawFeed,
  outcomes: {
    withdrawn: (_, sent) => afterWithdrawing(sent),
    unchanged: (_, sent) => afterWithdrawing(sent),
    'not found': NOT_FOUND,
  },
});

function afterWithdrawing(sent: { readonly council: string; readonly input: WithdrawFeed }): Done {
  return { to: routes.feeds(sent.council, sent.input.inspection), flash: 'Link withdrawn' };
}
