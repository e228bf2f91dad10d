'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { changeInvitationAction, type InvitationState } from '#lib/record/members/actions.ts';
import { IssuedCode } from './issued-code.tsx';

type InvitationFormsProps = {
  council: string;
  councilName: string;
  joinAddress: string;
  /** Who helps in this council. Empty if nobody is named. */
  help: string;
  invitation: { id: string; name: string };
  /** The details the council entered for the person. */
  facts: ReactNode;
};

/** The actions on an unused invitation, one form for each. */
export function InvitationForms(props: InvitationFormsProps) {
  const { council, councilName, joinAddress, help, invitation, facts } = props;
  const [state, action] = useFormAction<InvitationState>(changeInvitationAction);
  if (state.status === 'issued') {
    return (
      <IssuedCode {...{ council, councilName, joinAddress, help }} issued={state.issued} kind="invitation" />
    );
  }
  const refused = state.status === 'refused';
  const form = (change: string, children: ReactNode) => (
    <Form state={state} action={action} className="max-w-text space-y-6">
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="invitation" value={invitation.id} />
      <input type="hidden" name="change" value={change} />
      {children}
    </Form>
  );
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {invitation.name}
      </PageTitle>
      <ErrorSummary submission={state} errors={refused ? state.errors : []} />
      <PageHeading lead="Invited, not joined yet.">{invitation.name}</PageHeading>
      {facts}
      <Section heading="New code">
        {form(
          'renew',
          <>
            <p>
              If they have lost their code or it has expired, give them a new one. Any earlier code stops
              working.
            </p>
            <Button kind="secondary">Create a new code</Button>
          </>,
        )}
      </Section>
      <Section heading="Withdraw invitation">
        {form(
          'withdraw',
          <>
            <p>The code stops working straight away. You can invite them again later.</p>
            <Button kind="warning">Withdraw invitation</Button>
          </>,
        )}
      </Section>
    </>
  );
}
