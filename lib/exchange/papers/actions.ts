'use server';
import { createPaperLink } from '#lib/exchange/papers/commands.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import type { CreatedLink } from '#lib/record/links/commands.ts';
import { type LinkField, linkFields, linkSchema } from '#lib/record/links/schema.ts';

export type PaperLinkState = FormState<LinkField, { readonly status: 'made'; readonly link: CreatedLink }>;
export const createPaperLinkAction: FormAction<PaperLinkState> = formAction({
  name: 'createPaperLink',
  permission: 'links:manage',
  fields: linkFields,
  dates: ['lastDay'],
  schema: () => linkSchema(new Date()),
  run: createPaperLink,
  outcomes: {
    made: ({ link }) => ({ status: 'made', link }),
    'no assessment': {
      field: '',
      message: `The link was not created because no assessment is open. ${capitalise(whoCan('assessment:start'))} can start one`,
    },
    'scores hidden': {
      field: '',
      message:
        'The link was not created because scores are hidden from you until you give your challenge scores. Give them first, or ask an assurance lead to create the link',
    },
    expired: { field: 'lastDay', message: 'Expiry date must be today or in the future' },
  },
});
