'use server';
import { type ShareResult, sharePack } from '#lib/exchange/pack-copies/commands.ts';
import { copyFields, copySchema } from '#lib/exchange/pack-copies/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { withdrawLink } from '#lib/record/links/commands.ts';
import { type LinkField, withdrawLinkSchema } from '#lib/record/links/schema.ts';

type CreatedLink = Extract<ShareResult, { outcome: 'made' }>['link'];

export type SharePackState = FormState<
  LinkField | 'number',
  { readonly status: 'made'; readonly link: CreatedLink }
>;
export const sharePackAction: FormAction<SharePackState> = formAction({
  name: 'sharePack',
  permission: 'links:manage',
  fields: copyFields,
  hidden: ['number'],
  dates: ['lastDay'],
  schema: () => copySchema(new Date()),
  run: sharePack,
  outcomes: {
    made: ({ link }) => ({ status: 'made', link }),
    'not there': {
      field: '',
      message: 'The link was not created because the pack has no files any more. Make it again first',
    },
    'held back': {
      field: '',
      message:
        'The link was not created because of what was found about evidence in the pack. Make it again first',
    },
    'scores hidden': {
      field: '',
      message:
        'The link was not created because scores are hidden from you until you give your challenge scores. Give them first, or ask an assurance lead to create the link',
    },
    expired: { field: 'lastDay', message: 'Expiry date must be today or in the future' },
    'not found': NOT_FOUND,
  },
});

export const withdrawCopyAction = formAction({
  name: 'withdrawCopy',
  permission: 'links:manage',
  fields: [],
  hidden: ['id'],
  schema: withdrawLinkSchema,
  run: (context, { id }) => withdrawLink(context, 'pack', id),
  outcomes: {
    withdrawn: (_, { council }) => afterWithdrawing(council),
    unchanged: (_, { council }) => afterWithdrawing(council),
    'not found': NOT_FOUND,
  },
});

function afterWithdrawing(council: string): Done {
  return { to: routes.packs(council), flash: 'Link withdrawn' };
}
