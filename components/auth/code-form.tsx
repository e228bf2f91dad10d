'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { joinCouncilAction } from '#lib/auth/actions.ts';
import { errorFor } from '#lib/forms/form-state.ts';

/** For somebody who is signed in and was invited to a council. */
export function CodeForm({ email }: { email: string }) {
  const { sent, errors, typed } = usePageForm(joinCouncilAction);
  return (
    <PageForm
      {...sent}
      title="Join a council"
      heading={
        <PageHeading lead="You need the code that the council’s administrator gave you. It works once.">
          Join a council
        </PageHeading>
      }
      hidden={{}}
    >
      <p>
        You are signed in as <strong className="wrap-anywhere">{email}</strong>. The code works for the email
        address that was invited. If that is another one, sign out first.
      </p>
      <TextInput
        name="code"
        label="Code"
        hint="For example, 7K2M-X9RT-40QA-HW3C"
        autoComplete="one-time-code"
        spellCheck={false}
        defaultValue={typed?.code}
        error={errorFor(errors, 'code')}
      />
      <p>You will be signed out on your other devices.</p>
      <Button>Join this council</Button>
    </PageForm>
  );
}
