'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  type StepResult,
  signAssessment,
  withdrawProposal,
} from '#lib/reviews/commands.ts';
import type { Decision } from '#lib/reviews/rules.ts';
import {
  type DecisionField,
  decisionFields,
  proposeSchema,
  reopenSchema,
  returnSchema,
  signSchema,
  withdrawSchema,
} from '#lib/reviews/schema.ts';
import { routes } from '#lib/routes.ts';

export type DecisionState = FormState<DecisionField>;

export async function proposeAction(_before: DecisionState, form: FormData): Promise<DecisionState> {
  const { council, sent, refused } = read(form);
  const parsed = proposeSchema.safeParse(sent);
  const done = await throughGate(council, 'review:propose', async (context) =>
    parsed.success ? proposeAssessment(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, decisionFields));
  if (done.result?.outcome === 'other content') {
    refresh(); // the page shows what is there now
    return refused([OTHER_CONTENT]);
  }
  if (done.result?.outcome === 'other gaps') {
    refresh(); // the page shows what is missing now
    return refused([otherGaps(done.result.gaps)]);
  }
  return after(council, 'propose', done.result, refused);
}

export async function withdrawAction(_before: DecisionState, form: FormData): Promise<DecisionState> {
  const { council, sent, refused } = read(form);
  const parsed = withdrawSchema.safeParse(sent);
  const done = await throughGate(council, 'review:propose', async (context) =>
    parsed.success ? withdrawProposal(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, decisionFields));
  return after(council, 'withdraw', done.result, refused);
}

export async function returnAction(_before: DecisionState, form: FormData): Promise<DecisionState> {
  const { council, sent, refused } = read(form);
  const parsed = returnSchema.safeParse(sent);
  const done = await throughGate(council, 'review:sign', async (context) =>
    parsed.success ? returnProposal(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, decisionFields));
  return after(council, 'return', done.result, refused);
}

export async function reopenAction(_before: DecisionState, form: FormData): Promise<DecisionState> {
  const { council, sent, refused } = read(form);
  const parsed = reopenSchema.safeParse(sent);
  const done = await throughGate(council, 'review:reopen', async (context) =>
    parsed.success ? reopenAssessment(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, decisionFields));
  return after(council, 'reopen', done.result, refused);
}

export async function signAction(_before: DecisionState, form: FormData): Promise<DecisionState> {
  const { council, sent, refused } = read(form);
  const parsed = signSchema.safeParse(sent);
  const done = await throughGate(council, 'review:sign', async (context) =>
    parsed.success ? signAssessment(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, decisionFields));
  // Opened anew, the page tells what differs from what was looked at, and asks again.
  if (done.result?.outcome === 'other content') {
    redirect(routes.reviewStep(council, 'sign', { seen: parsed.data.content }));
  }
  if (done.result?.outcome === 'scores hidden') return refused([SCORES_HIDDEN]);
  return after(council, 'sign', done.result, refused);
}

type Refuse = (errors: readonly FieldError<DecisionField>[]) => DecisionState;

function read(form: FormData) {
  const values = readForm(form, decisionFields);
  const marks = ['assessment', 'step', 'gaps', 'gapsHash', 'content'] as const;
  const { council = '', ...hidden } = readForm(form, ['council', ...marks]);
  const refused: Refuse = (errors) => ({ status: 'refused', errors, values });
  return { council, sent: { ...values, ...hidden }, refused };
}

function after(
  council: string,
  decision: Decision,
  result: StepResult | null,
  refused: Refuse,
): DecisionState {
  const outcome = result?.outcome ?? 'closed';
  if (outcome === 'done' || outcome === 'already done') redirect(routes.review(council, { done: decision }));
  refresh(); // the page shows where it stands now
  return refused([outcome === 'closed' ? CLOSED : MOVED_ON]);
}

function otherGaps(gaps: number): FieldError<DecisionField> {
  return {
    field: gaps === 0 ? '' : 'confirmed',
    message:
      gaps === 0
        ? 'Nothing is proposed yet: somebody closed the last gaps meanwhile. Look at the assessment again, then propose it'
        : 'Nothing is proposed yet: there are other gaps now. Look at them, then confirm',
  };
}

const OTHER_CONTENT: FieldError<never> = {
  field: '',
  message:
    'Nothing is proposed yet: somebody changed the assessment since you opened this page. Look at it again, then propose it',
};

const CLOSED: FieldError<never> = {
  field: '',
  message: 'Nothing is done because this assessment is closed',
};

const MOVED_ON: FieldError<never> = {
  field: '',
  message:
    'Nothing is done because somebody took another step since you opened this page. Look at where the review stands now',
};

const SCORES_HIDDEN: FieldError<never> = {
  field: '',
  message: 'Nothing is signed because you have challenge scores to give first',
};
