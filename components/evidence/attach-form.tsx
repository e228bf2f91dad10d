'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type AttachState, attachEvidenceAction } from '#lib/record/evidence/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type AttachFormProps = {
  council: string;
  statement: StatementId;
  /** Id of the statement's assessment. */
  assessment: string;
  items: readonly { reference: string; title: string; about: string }[];
  title: string;
  councilName: string;
  /** The heading and the search, between the error summary and the choices. */
  children: ReactNode;
};

/** Chooses items of the council's own list for a statement. */
export function AttachForm(props: AttachFormProps) {
  const { council, statement, assessment, items, title, councilName, children } = props;
  const [state, action] = useFormAction<AttachState>(attachEvidenceAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {title}
      </PageTitle>
      <ErrorSummary errors={errors} />
      {children}
      {items.length > 0 && (
        <Form state={state} action={action} className="max-w-text space-y-8">
          <input type="hidden" name="council" value={council} />
          <input type="hidden" name="statement" value={statement} />
          <input type="hidden" name="assessment" value={assessment} />
          <Checkboxes
            name="reference"
            label="Evidence to attach"
            hint="You can explain what each item shows after you attach it."
            options={items.map(({ reference, title: name, about }) => ({
              value: reference,
              label: (
                <>
                  {reference} <bdi>{name}</bdi>
                </>
              ),
              hint: about,
            }))}
            defaultValues={refused ? (state.values.reference?.split(',') ?? []) : []}
            error={errorFor(errors, 'reference')}
          />
          <Button>Attach selected evidence</Button>
        </Form>
      )}
    </>
  );
}
