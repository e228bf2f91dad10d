'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { joinAction } from '#lib/record/accounts/actions.ts';
import { CodeInput } from './code-input.tsx';
import { NewPasswordInput } from './new-password-input.tsx';

export function JoinForm({ shown, minimum }: { shown: boolean; minimum: number }) {
  const { sent, errors, typed } = usePageForm(joinAction);
  return (
    <PageForm
      {...sent}
      leavable
      title="Choose a password"
      heading={
        <PageHeading lead="You need the one-time code from your council’s administrator.">
          Choose a password
        </PageHeading>
      }
      hidden={{}}
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
      <CodeInput typed={typed?.code} error={errorFor(errors, 'code')} />
      <NewPasswordInput
        minimum={minimum}
        shown={shown}
        otherwise={shown ? routes.join : `${routes.join}?show`}
        error={errorFor(errors, 'password')}
      />
      <Button>Set password</Button>
      <p>
        If you already have an account and are joining another council,{' '}
        <Link href={`${routes.signIn}?from=${encodeURIComponent(routes.join)}`}>sign in first</Link>.
      </p>
    </PageForm>
  );
}
