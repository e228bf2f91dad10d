'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { type AddLinkState, addLinkAction } from '#lib/evidence/actions.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { DetailsFields, UseFields } from './details-fields.tsx';

type AddLinkFormProps = {
  council: string;
  statement: StatementId | undefined;
  /** Id of the assessment in which the statement stands. */
  assessment: string | undefined;
  submission: string;
  title: string;
  councilName: string;
  heading: ReactNode;
};

export function AddLinkForm({
  council,
  statement,
  assessment,
  submission,
  title,
  councilName,
  heading,
}: AddLinkFormProps) {
  const [state, action] = useFormAction<AddLinkState>(addLinkAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : { marking: 'OFFICIAL' };
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {title}
      </PageTitle>
      <ErrorSummary errors={errors} />
      {heading}
      <form action={action} noValidate className="max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
        <input
          type="hidden"
          name="submission"
          value={(refused ? state.values.submission : undefined) ?? submission}
        />
        <input type="hidden" name="statement" value={statement ?? ''} />
        <input type="hidden" name="assessment" value={assessment ?? ''} />
        <TextInput
          name="url"
          label="Address of the document"
          hint="Starts with https:// or http://. Assessors must be able to open it."
          type="url"
          autoComplete="off"
          spellCheck={false}
          defaultValue={refused ? state.values.url : undefined}
          error={errorFor(errors, 'url')}
        />
        <DetailsFields values={values} errors={errors} />
        {statement && <UseFields values={values} errors={errors} />}
        <Button>Add link</Button>
      </form>
    </>
  );
}
