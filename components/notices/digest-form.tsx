'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type DigestState, setDigestAction } from '#lib/work/notices/actions.ts';
import type { Digest } from '#lib/work/notices/rules.ts';

type DigestFormProps = {
  council: string;
  councilName: string;
  title: string;
  digest: Digest;
  options: readonly { value: Digest; label: string; hint?: string }[];
  /** Shown above the question, such as that no email can be sent. */
  note: ReactNode;
  /** The confirmation of the last action. */
  /** The page above the form. */
  children: ReactNode;
};

/** The notifications page with the form for email frequency, whose errors are shown at the top. */
export function DigestForm({ council, councilName, title, options, note, children, ...is }: DigestFormProps) {
  const [state, action] = useFormAction<DigestState>(setDigestAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {children}
      <Section heading="Notifications by email">
        {note}
        <Form state={state} action={action} className="max-w-text space-y-6">
          <input type="hidden" name="council" value={council} />
          <Radios
            name="digest"
            label={`How often should we email your unread notifications for ${councilName}?`}
            hint="The email lists each notification with a link. It does not include what people wrote."
            options={options}
            defaultValue={(refused ? state.values.digest : undefined) ?? is.digest}
            error={errorFor(errors, 'digest')}
          />
          <Button>Save</Button>
        </Form>
      </Section>
    </>
  );
}
