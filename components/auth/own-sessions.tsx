'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { endOwnSessionsAction, type OwnSessionState } from '#lib/record/accounts/actions.ts';
import type { OwnSession } from '#lib/record/accounts/queries.ts';

/** The person's sessions, this device first, each with a button to end it. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const [state, action] = useFormAction<OwnSessionState>(endOwnSessionsAction);
  const form = (session: string, children: ReactNode) => (
    <Form state={state} action={action}>
      <input type="hidden" name="session" value={session} />
      {children}
    </Form>
  );
  return (
    <div className="max-w-text">
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <ul className="border-t border-rule">
        {sessions.map(({ id, device, address, signedInAt, lastUsedAt, isThis }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b border-rule py-4"
          >
            <div className="min-w-0 space-y-1">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 font-semibold">
                {device}
                {isThis && <Tag tone="info">This device</Tag>}
              </p>
              <p className="text-16 text-ink-soft wrap-anywhere">
                Last used {formatDateTime(lastUsedAt)}
                <br />
                Signed in {formatDateTime(signedInAt)}, from {address}
              </p>
            </div>
            {form(
              id,
              <LinkButton>
                Sign out
                <span className="sr-only">
                  {' '}
                  {device}, last used {formatDateTime(lastUsedAt)}
                </span>
              </LinkButton>,
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="mt-6">
          {form('others', <Button kind="secondary">Sign out everywhere else</Button>)}
        </div>
      )}
    </div>
  );
}
