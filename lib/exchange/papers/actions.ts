'use server';
import { type MadeLink, sharePaper, withdrawPaper } from '#lib/exchange/papers/commands.ts';
import {
  type PaperLinkField,
  paperLinkFields,
  paperLinkSchema,
  withdrawSchema,
} from '#lib/exchange/papers/schema.ts';
import { routes } from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState, StateOf } from '#lib/platform/forms/form-state.ts';

export type ShareState = FormState<PaperLinkField, { readonly status: 'made'; readonly link: MadeLink }>;
export const sharePaperAction: FormAction<ShareState> = formAction('sharePaper', {
  permission: 'paper:share',
  fields: paperLinkFields,
  dates: ['lastDay'],
  schema: () => paperLinkSchema(new Date()),
  run: sharePaper,
  outcomes: {
    made: ({ link }) => ({ status: 'made', link }),
    'no assessment': {
      field: '',
      message: 'There is no link because no assessment is open any more. A lead can start the next one',
    },
    'scores hidden': {
      field: '',
      message:
        'There is no link because scores are hidden from you until you have given your challenge scores. Give them, or ask an assurance lead to make it',
    },
    expired: { field: 'lastDay', message: 'Last day must be today or in the future' },
  },
});

export type WithdrawState = StateOf<typeof withdrawPaperAction>;
export const withdrawPaperAction = formAction('withdrawPaper', {
  permission: 'paper:share',
  fields: [],
  hidden: ['id'],
  schema: withdrawSchema,
  run: (context, { id }) => withdrawPaper(context, id),
  outcomes: {
    withdrawn: (_, { council }) => afterWithdrawing(council),
    unchanged: (_, { council }) => afterWithdrawing(council),
    'not found': NOT_FOUND,
  },
});

function afterWithdrawing(council: string): Done {
  return { to: routes.paperLinks(council), flash: 'Link withdrawn' };
}
