'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import {
  confirmClosingAction,
  declineClosingAction,
  undoClosingAction,
  withdrawClosingAction,
} from '#lib/history/closings/actions.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type ClosingFormProps = {
  council: string;
  councilName: string;
  decision: keyof typeof DECISIONS;
  title: string;
  /** Hidden fields that identify the step and its content. */
  marks: Readonly<Record<string, string | number>>;
  /** Characters in a reason. */
  reasonLimit: number;
  /** Set if the step cannot be taken. The form then only gives back the typed text. */
  unavailable?: boolean | undefined;
  /** Shown beside the button. */
  others?: ReactNode;
  /** The heading and the content of the step. */
  children: ReactNode;
};

const DECISIONS = {
  confirm: { action: confirmClosingAction, button: 'Close and start the next assessment', kind: 'warning' },
  decline: { action: declineClosingAction, button: 'Decline', kind: 'primary' },
  withdraw: { action: withdrawClosingAction, button: 'Withdraw the request', kind: 'secondary' },
  undo: { action: undoClosingAction, button: 'Undo closing', kind: 'warning' },
} as const;

const REASONS = {
  decline: 'Why are you declining?',
  undo: 'Why are you undoing the closing?',
} as const;

/** The page of one step of a closing. */
export function ClosingForm(props: ClosingFormProps) {
  const { council, decision } = props;
  const { action, button, kind } = DECISIONS[decision];
  const { sent, errors, typed } = usePageForm(action);
  const reason = decision === 'decline' || decision === 'undo' ? REASONS[decision] : null;
  if (props.unavailable && sent.state.status === 'untouched') {
    return (
      <>
        <PageTitle within={props.councilName}>{props.title}</PageTitle>
        {props.children}
      </>
    );
  }
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.children}
      hidden={{ council, ...props.marks }}
      className="mt-10 max-w-text space-y-8 print:hidden"
    >
      {reason && (
        <Textarea
          name="reason"
          label={reason}
          hint="Everyone who can see the assessment can read this, with your name."
          maxLength={props.reasonLimit}
          defaultValue={typed?.reason}
          error={errorFor(errors, 'reason')}
        />
      )}
      {decision === 'confirm' && (
        <Checkboxes
          name="confirmed"
          label="Confirm"
          options={[
            { value: 'yes', label: 'I have read what will change and confirm that the assessment can close' },
          ]}
          error={errorFor(errors, 'confirmed')}
        />
      )}
      <ButtonGroup>
        <Button kind={kind}>{button}</Button>
        {props.others}
        <Link href={routes.cycles(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
