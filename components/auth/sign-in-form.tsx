'use client';

import { useActionState } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { signInAction } from '#lib/auth/actions.ts';
import { errorFor, untouched } from '#lib/forms/form-state.ts';

export function SignInForm({ from }: { from: string }) {
  const [state, action] = useActionState(signInAction, untouched);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <>
      <PageTitle error={refused}>Sign in</PageTitle>
      <ErrorSummary errors={errors} />
      <PageHeading>Sign in</PageHeading>
      <form action={action} noValidate className="max-w-text space-y-8">
        <input type="hidden" name="from" value={from} />
        <TextInput
          name="email"
          label="Email address"
          type="email"
          autoComplete="username"
          spellCheck={false}
          defaultValue={refused ? state.values.email : undefined}
          error={errorFor(errors, 'email')}
        />
        <TextInput
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          error={errorFor(errors, 'password')}
        />
        <Button>Sign in</Button>
      </form>
    </>
  );
}
