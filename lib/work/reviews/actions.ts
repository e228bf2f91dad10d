'use server';
import * as routes from '#lib/kernel/routes.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, StateOf } from '#lib/platform/forms/form-state.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  signAssessment,
  withdrawProposal,
} from '#lib/work/reviews/commands.ts';
import type { Decision } from '#lib/work/reviews/rules.ts';
import {
  decisionFields,
  proposeSchema,
  reopenSchema,
  returnSchema,
  signSchema,
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

export const returnAction = formAction({
  name: 'return',
  ...STEP,
  permission: 'review:sign',
  schema: returnSchema,
  run: returnProposal,
  outcomes: outcomesOf('return'),
});

export const reopenAction = formAction({
  name: 'reopen',
  ...STEP,
  permission: 'review:reopen',
  schema: reopenSchema,
  run: reopenAssessment,
  outcomes: outcomesOf('reopen'),
});

export const signAction = formAction({
  name: 'sign',
  ...STEP,
  permission: 'review:sign',
  schema: signSchema,
  run: signAssessment,
  outcomes: {
    ...outcomesOf('sign'),
    // Opened again with `seen`, the page shows the differences from what the person read, and asks again.
    'content changed': (_, { council, input }) => routes.reviewStep(council, 'sign', { seen: input.content }),
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
