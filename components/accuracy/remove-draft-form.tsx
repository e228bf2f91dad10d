'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { removeDraftAction } from '#lib/record/accuracy/actions.ts';

type RemoveDraftFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  draft: number;
  heading: ReactNode;
  backHref: string;
};

export function RemoveDraftForm({ council, inspection, draft, ...props }: RemoveDraftFormProps) {
  const { sent } = usePageForm(removeDraftAction);
  return (
    <PageForm
      {...sent}
      title={`Remove draft ${draft}`}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, draft }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove draft</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
