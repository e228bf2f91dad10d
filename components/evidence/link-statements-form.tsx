'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { linkStatementsAction } from '#lib/record/evidence/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type LinkStatementsFormProps = {
  council: string;
  reference: string;
  /** Id of the open assessment. */
  assessment: string;
  /** The statements that it is not linked to. */
  statements: readonly { readonly id: StatementId; readonly name: string }[];
  title: string;
  councilName: string;
  /** The page above the form. */
  children: ReactNode;
};

/** Links an item to statements, on the item's own page. */
export function LinkStatementsForm(props: LinkStatementsFormProps) {
  const { council, reference, assessment, statements, title, councilName, children } = props;
  const { sent, errors, typed } = usePageForm(linkStatementsAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={children}
      hidden={{ council, reference, assessment }}
      className="mt-6 space-y-4"
    >
      <Checkboxes
        name="statement"
        label={`Link ${reference} to other statements`}
        hint="You can explain what it shows after you link it."
        options={statements.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValues={typed?.statement?.split(',') ?? []}
        error={errorFor(errors, 'statement')}
      />
      <Button kind="secondary">Link to selected statements</Button>
    </PageForm>
  );
}
