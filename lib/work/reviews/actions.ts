'use server';
import * as routes from '#lib/kernel/routes.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, StateOf } from '#lib/platform/forms/form-state.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  type SignResult,
  signAssessment,
  withdrawProposal,
} from '#lib/work/reviews/commands.ts';
import type { Decision } from '#lib/work/reviews/rules.ts';
import {
  decideSchema,
  decisionFields,
  proposeSchema,
  reopenSchema,
  withdrawSchema,
} from '#lib/work/reviews/schema.ts';

const STEP = {
  fields: decisionFields,
  hidden: ['assessment', 'step', 'gaps', 'gapsHash', 'content'],
} as const;

const CONTENT_CHANGED: FieldError<never> = {
  field: '',
  message: 'Not sent: someone changed the assessment after you opened this page. Check it, then send it',
};

const NOT_SIGNED: FieldError<never> = {
  field: '',
  message:
    'Not signed: someone changed the assessment after you opened this page. Check what has changed, then decide again',
};

const CLOSED: FieldError<never> = {
  field: '',
  message: 'Nothing was changed because this assessment is closed',
};

const STALE: FieldError<never> = {
  field: '',
  message:
    'Nothing was changed because the review has moved on since you opened this page. Check where it is now',
};

const DONE: Readonly<Record<Decision, (version: number) => string>> = {
  propose: (version) => `Version ${version} sent for sign-off. We have told the directors`,
  withdraw: (version) => `Version ${version} withdrawn from sign-off. Answers can be changed again`,
  return: (version) => `Version ${version} returned. We have told the assurance leads`,
  sign: (version) => `Version ${version} signed`,
  reopen: () => 'Assessment reopened. Answers can be changed again',
};

/** Outcomes shared by all review steps. If a step was not taken, the page shows the current state of the review. */
function outcomesOf(decision: Decision) {
  return {
    done: ({ version }: { readonly version: number }, { council }: { readonly council: string }): Done => ({
      to: routes.review(council),
      flash: DONE[decision](version),
    }),
    stale: { errors: [STALE], redraw: true },
    closed: { errors: [CLOSED], redraw: true },
  } as const;
}

export type DecisionState = StateOf<typeof proposeAction>;
export const proposeAction = formAction({
  name: 'propose',
  ...STEP,
  permission: 'review:propose',
  schema: proposeSchema,
  run: proposeAssessment,
  outcomes: {
    ...outcomesOf('propose'),
    'no director': ({ version }, { council }) => ({
      to: routes.review(council),
      flash: `Version ${version} sent for sign-off. Your council has no director to sign it: ask an administrator to invite one`,
    }),
    'content changed': { errors: [CONTENT_CHANGED], redraw: true },
    'gaps changed': ({ gaps }) => ({ errors: [gapsChanged(gaps)], redraw: true }),
  },
});

export const withdrawAction = formAction({
  name: 'withdraw',
  ...STEP,
  permission: 'review:propose',
  schema: withdrawSchema,
  run: withdrawProposal,
  outcomes: outcomesOf('withdraw'),
});

export const reopenAction = formAction({
  name: 'reopen',
  ...STEP,
  permission: 'review:reopen',
  schema: reopenSchema,
  run: reopenAssessment,
  outcomes: outcomesOf('reopen'),
});

/** Signs what was sent for sign-off, or returns it. */
export const decideAction = formAction({
  name: 'decide',
  ...STEP,
  permission: 'review:sign',
  schema: decideSchema,
  run: (context, input): Promise<SignResult> =>
    input.decision === 'sign' ? signAssessment(context, input) : returnProposal(context, input),
  outcomes: {
    ...outcomesOf('sign'),
    done: ({ version }, { council, input }) => ({
      to: routes.review(council),
      flash: DONE[input.decision](version),
    }),
    'content changed': { errors: [NOT_SIGNED], values: { decision: '' }, redraw: true },
    'scores hidden': {
      field: '',
      message: 'Not signed: give your challenge scores first',
    },
  },
});

function gapsChanged(gaps: number): FieldError<'confirmed'> {
  return {
    field: gaps === 0 ? '' : 'confirmed',
    message:
      gaps === 0
        ? 'Not sent: someone has closed the last gaps. Check the assessment, then send it'
        : 'Not sent: the gaps have changed. Check them, then confirm',
  };
}
