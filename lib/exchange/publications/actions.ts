'use server';
import { createPlanLink, publishPlan, withdrawPlanLink } from '#lib/exchange/publications/commands.ts';
import { planLinkFields, planLinkSchema, publishSchema } from '#lib/exchange/publications/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import type { CreatedLink } from '#lib/record/links/commands.ts';
import { type LinkField, withdrawLinkSchema } from '#lib/record/links/schema.ts';

export const publishPlanAction = formAction({
  name: 'publishPlan',
  permission: 'improvement:publish',
  fields: [],
  hidden: ['publishedActions', 'withOwners', 'withCosts', 'previewed'],
  schema: publishSchema,
  run: publishPlan,
  outcomes: {
    published: (_, { council }) => ({ to: routes.planLinks(council), flash: 'Plan published' }),
    unchanged: (_, { council }) => ({
      to: routes.planLinks(council),
      flash: 'The plan is published like this already',
    }),
    'changed since': {
      errors: [
        {
          field: '',
          message:
            'The plan was not published because it changed after you opened this page. Check the plan below, then publish it',
        },
      ],
      redraw: true,
    },
    'nothing to publish': {
      field: '',
      message: 'The plan was not published because no action is chosen. Choose at least one',
    },
  },
});

export type PlanLinkState = FormState<
  LinkField | 'plan',
  { readonly status: 'made'; readonly link: CreatedLink }
>;
export const createPlanLinkAction: FormAction<PlanLinkState> = formAction({
  name: 'createPlanLink',
  permission: 'links:manage',
  fields: planLinkFields,
  hidden: ['plan'],
  dates: ['lastDay'],
  schema: () => planLinkSchema(new Date()),
  run: createPlanLink,
  outcomes: {
    made: ({ link }) => ({ status: 'made', link }),
    'not published': {
      field: '',
      message: 'The link was not created because the plan is not published yet. Publish it first',
    },
    'scores hidden': {
      field: '',
      message:
        'The link was not created because scores are hidden from you until you give your challenge scores. Give them first, or ask an assurance lead to create the link',
    },
    expired: { field: 'lastDay', message: 'Expiry date must be today or in the future' },
  },
});

export const withdrawPlanLinkAction = formAction({
  name: 'withdrawPlanLink',
  permission: 'links:manage',
  fields: [],
  hidden: ['id'],
  schema: withdrawLinkSchema,
  run: (context, { id }) => withdrawPlanLink(context, id),
  outcomes: {
    withdrawn: (_, { council }) => afterWithdrawing(council),
    unchanged: (_, { council }) => afterWithdrawing(council),
    'not found': NOT_FOUND,
  },
});

function afterWithdrawing(council: string): Done {
  return { to: routes.planLinks(council), flash: 'Link withdrawn' };
}
