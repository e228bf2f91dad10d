'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import {
  type DecisionState,
  decideAction,
  proposeAction,
  reopenAction,
  withdrawAction,
} from '#lib/work/reviews/actions.ts';
import { FORM_HEADINGS, type ReviewFormKind } from './form-headings.ts';

const KINDS = ['propose', 'withdraw', 'decide', 'reopen'] as const satisfies readonly ReviewFormKind[];

type ReviewFormProps = {
  council: string;
  councilName: string;
  version: number;
  /** Null if this person can take no step now. The form then only gives back text that was refused. */
  available: ReviewFormKind | null;
  /** Whether this person sees the content they would sign. */
  maySign: boolean;
  /** Gaps to confirm when sending for sign-off. */
  gaps: number;
  /** Characters of a comment. */
  reasonLimit: number;
  /** Hidden fields that identify the content shown. */
  marks: Readonly<Record<string, string | number>>;
  /** The heading and the content of the review. */
  children: ReactNode;
};

/** The page of a review: its errors, its content, and at the end the form of the next step. */
export function ReviewForm(props: ReviewFormProps) {
  const sent = {
    propose: useFormAction<DecisionState>(proposeAction),
    withdraw: useFormAction<DecisionState>(withdrawAction),
    decide: useFormAction<DecisionState>(decideAction),
    reopen: useFormAction<DecisionState>(reopenAction),
  };
  const refused = KINDS.find((kind) => sent[kind][0].status === 'refused');
  const kind = refused ?? props.available;
  const [state, action] = sent[kind ?? 'propose'];
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'refused' ? state.values : {};
  return (
    <>
      <PageTitle within={props.councilName} error={refused !== undefined}>
        Review and sign-off
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.children}
      {kind && (
        <div className="print:hidden">
          <Section id="decide" heading={FORM_HEADINGS[kind](props.version)} message={LEADS[kind]}>
            <Form state={state} action={action} className="max-w-text space-y-6">
              <input type="hidden" name="council" value={props.council} />
              {Object.entries({ ...props.marks, gaps: props.gaps }).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              {kind === 'decide' && (
                <Radios
                  name="decision"
                  label="What do you decide?"
                  options={props.maySign ? [signing(props.version), RETURNING] : [RETURNING]}
                  defaultValue={typed.decision}
                  error={errorFor(errors, 'decision')}
                />
              )}
              <Textarea
                name="reason"
                {...REASONS[kind]}
                maxLength={props.reasonLimit}
                defaultValue={typed.reason}
                error={errorFor(errors, 'reason')}
              />
              {kind === 'propose' && props.gaps > 0 && (
                <Checkboxes
                  name="confirmed"
                  label="Gaps"
                  options={[
                    {
                      value: 'yes',
                      label: `I am sending it with ${formatCount(props.gaps, 'gap')}. The director will see them.`,
                    },
                  ]}
                  error={errorFor(errors, 'confirmed')}
                />
              )}
              <Button kind={kind === 'propose' || kind === 'decide' ? 'primary' : 'secondary'}>
                {BUTTONS[kind]}
              </Button>
            </Form>
          </Section>
        </div>
      )}
    </>
  );
}

const LEADS: Record<ReviewFormKind, string> = {
  propose: 'Answers and evidence on statements are locked until a director signs or returns it.',
  withdraw: 'Answers can be changed again. What was sent stays on the record.',
  decide: 'What you sign is kept permanently, word for word. Later changes go into the next version.',
  reopen: 'The signed version is kept. Changes go into the next version, which must be signed again.',
};

const BUTTONS: Record<ReviewFormKind, string> = {
  propose: 'Send for sign-off',
  withdraw: 'Withdraw from sign-off',
  decide: 'Confirm decision',
  reopen: 'Reopen',
};

const EVERYBODY = 'Everyone who can see the assessment can read this, with your name.';

const REASONS = {
  propose: { label: 'What should the director know?', hint: EVERYBODY, optional: true },
  withdraw: { label: 'Why are you withdrawing it?', hint: EVERYBODY, optional: true },
  decide: { label: 'Comment', hint: `If you return it, enter what needs to change. ${EVERYBODY}` },
  reopen: { label: 'Why are you reopening it?', hint: EVERYBODY },
} as const satisfies Record<ReviewFormKind, unknown>;

const signing = (version: number) => ({
  value: 'sign',
  label: `Sign version ${version}`,
  hint: 'I have read it and sign it on behalf of the council.',
});

const RETURNING = {
  value: 'return',
  label: 'Return it for changes',
  hint: 'Answers can be changed again. We will tell the assurance leads.',
};
