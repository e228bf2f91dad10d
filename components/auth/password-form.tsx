'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changePasswordAction, type PasswordState } from '#lib/record/accounts/actions.ts';
import { NewPasswordInput } from './new-password-input.tsx';

type PasswordFormProps = {
  /** The account's, for password managers. */
  email: string;
  minimum: number;
  title: string;
  heading: ReactNode;
  /** Shown above and below the form. */
  children: ReactNode;
  sessions: ReactNode;
};

/** The part of an account page that depends on whether a change of password was refused. */
export function PasswordForm({ email, minimum, title, heading, children, sessions }: PasswordFormProps) {
  const [state, action] = useFormAction<PasswordState>(changePasswordAction);
  const errors = state.status === 'refused' ? state.errors : [];
  return (
    <>
      <PageTitle error={errors.length > 0}>{title}</PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {heading}
      {children}
      <Section heading="Change your password">
        <p className="mb-6 max-w-text">This signs you out on your other devices.</p>
        <Form state={state} action={action} leavable className="max-w-text space-y-8">
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            name="current"
            label="Current password"
            autoComplete="current-password"
            error={errorFor(errors, 'current')}
          />
          <NewPasswordInput minimum={minimum} error={errorFor(errors, 'password')} />
          <Button>Change password</Button>
        </Form>
      </Section>
      {sessions}
    </>
  );
}
