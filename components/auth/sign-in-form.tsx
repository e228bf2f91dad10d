'use client';

import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { type SignInState, signInAction } from '#lib/auth/actions.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

export function SignInForm({ from }: { from: string }) {
  const [state, action] = useFormAction<SignInState>(signInAction);
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
      <p className="mt-8 max-w-text">
        <Link href={routes.join}>Choose a password with a sign-in code</Link> from your council’s
        administrator, if you are new or forgot yours.
      </p>
    </>
  );
}
