'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import {
  type DecisionState,
  proposeAction,
  reopenAction,
  returnAction,
  signAction,
  withdrawAction,
} from '#lib/work/reviews/actions.ts';
import type { Decision } from '#lib/work/reviews/rules.ts';

type DecisionFormProps = {
  council: string;
  councilName: string;
  decision: Decision;
  title: string;
  /** Hidden fields that identify the content. */
  marks: Readonly<Record<string, string | number>>;
  /** The question that asks for a reason. */
  reason: {
    readonly label: string;
    readonly hint?: string;
    readonly optional: boolean;
    readonly limit: number;
  } | null;
  /** The confirmation checkbox. */
  confirm: { readonly label: string; readonly text: string } | null;
  button: string;
  /** Set if the step cannot be taken now. The form then only gives back the typed text. */
  unavailable: boolean;
  /** The heading and the content of the decision. */
  children: ReactNode;
};

const ACTIONS = {
  propose: proposeAction,
  withdraw: withdrawAction,
  sign: signAction,
  return: returnAction,
  reopen: reopenAction,
} as const;

/** The page of one step of a review. */
export function DecisionForm(props: DecisionFormProps) {
  const { council, decision, reason, confirm } = props;
  const [state, action] = useFormAction<DecisionState>(ACTIONS[decision]);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const typed = refused ? state.values : {};
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.children}
      {(!props.unavailable || refused) && (
        <Form state={state} action={action} className="mt-10 max-w-text space-y-8 print:hidden">
          <input type="hidden" name="council" value={council} />
          {Object.entries(props.marks).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {reason && (
            <Textarea
              name="reason"
              label={reason.label}
              hint={reason.hint}
              optional={reason.optional}
              maxLength={reason.limit}
              defaultValue={typed.reason}
              error={errorFor(errors, 'reason')}
            />
          )}
          {confirm && (
            <Checkboxes
              name="confirmed"
              label={confirm.label}
              options={[{ value: 'yes', label: confirm.text }]}
              error={errorFor(errors, 'confirmed')}
            />
          )}
          <ButtonGroup>
            <Button>{props.button}</Button>
            <Link href={routes.review(council)}>Cancel</Link>
          </ButtonGroup>
        </Form>
      )}
    </>
  );
}
