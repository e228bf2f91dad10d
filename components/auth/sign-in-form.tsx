'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { signInAction } from '#lib/record/accounts/actions.ts';

export function SignInForm({ from }: { from: string }) {
  const { sent, errors, typed } = usePageForm(signInAction);
  return (
    <>
      <PageForm
        {...sent}
        leavable
        title="Sign in"
        heading={<PageHeading>Sign in</PageHeading>}
        hidden={{ from }}
      >
        <TextInput
          name="email"
          label="Email address"
          type="email"
          autoComplete="username"
          spellCheck={false}
          defaultValue={typed?.email}
          error={errorFor(errors, 'email')}
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          error={errorFor(errors, 'password')}
        />
        <Button>Sign in</Button>
      </PageForm>
      <p className="mt-8 max-w-text">
        If you are new or have forgotten your password,{' '}
        <Link href={routes.join}>choose a password with a code</Link> from your council’s administrator.
      </p>
    </>
  );
}
