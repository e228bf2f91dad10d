'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Address } from '#components/ui/address.tsx';
import { Button } from '#components/ui/button.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { joinCouncilAction } from '#lib/record/accounts/actions.ts';
import { CodeInput } from './code-input.tsx';
import { NewPasswordInput } from './new-password-input.tsx';

type CodeFormProps = {
  /** The signed-in account's, which must be the one invited. */
  email: string;
  minimum: number;
};

/** For a signed-in person with an invitation to a council. */
export function CodeForm({ email, minimum }: CodeFormProps) {
  const { sent, errors, typed } = usePageForm(joinCouncilAction);
  return (
    <PageForm
      {...sent}
      title="Join a council"
      heading={
        <PageHeading lead="You need the one-time code from the council’s administrator.">
          Join a council
        </PageHeading>
      }
      hidden={{}}
    >
      <p>
        You are signed in as{' '}
        <strong>
          <Address>{email}</Address>
        </strong>
        . If the invitation is for another email address, sign out first.
      </p>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <CodeInput typed={typed?.code} error={errorFor(errors, 'code')} />
      <div className="space-y-4">
        <p>
          You need a new password because the person who set up your account may know your current one. You
          will be signed out on your other devices.
        </p>
        <NewPasswordInput minimum={minimum} error={errorFor(errors, 'password')} />
      </div>
      <Button>Join this council</Button>
    </PageForm>
  );
}
