'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { saveViewAction } from '#lib/record/views/actions.ts';
import { ViewFields } from './view-fields.tsx';

type SaveViewFormProps = {
  council: string;
  councilName: string;
  /** The view, as its address holds it. */
  query: string;
  mayShare: boolean;
  title: string;
  /** The heading. */
  children: ReactNode;
};

/** Saves the view that the evidence list showed under a name. */
export function SaveViewForm({ council, councilName, query, mayShare, title, children }: SaveViewFormProps) {
  const { sent, errors, typed } = usePageForm(saveViewAction);
  return (
    <PageForm {...sent} title={title} within={councilName} heading={children} hidden={{ council, query }}>
      <ViewFields name={typed?.name} shared={typed?.shared === 'yes'} mayShare={mayShare} errors={errors} />
      <Button>Save view</Button>
    </PageForm>
  );
}
