'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { changeViewAction } from '#lib/record/views/actions.ts';
import type { SavedView } from '#lib/record/views/rules.ts';
import { ViewFields } from './view-fields.tsx';

type ChangeViewFormProps = {
  council: string;
  councilName: string;
  view: Pick<SavedView, 'id' | 'name' | 'shared'>;
  mayShare: boolean;
  cancelHref: string;
  title: string;
  /** The heading. */
  children: ReactNode;
};

/** Renames a view, or says who sees it. */
export function ChangeViewForm(props: ChangeViewFormProps) {
  const { council, councilName, view, mayShare, cancelHref, title, children } = props;
  const { sent, errors, typed } = usePageForm(changeViewAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={children}
      hidden={{ council, view: view.id }}
    >
      <ViewFields
        name={typed ? typed.name : view.name}
        shared={typed ? typed.shared === 'yes' : view.shared}
        mayShare={mayShare}
        errors={errors}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
