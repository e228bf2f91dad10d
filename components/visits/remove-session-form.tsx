'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { removeSessionAction } from '#lib/record/visits/actions.ts';

type RemoveSessionFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  session: number;
  version: number;
  title: string;
  heading: ReactNode;
  backHref: string;
};

export function RemoveSessionForm({
  council,
  inspection,
  session,
  version,
  ...props
}: RemoveSessionFormProps) {
  const { sent, typed } = usePageForm(removeSessionAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, visitSession: session, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove session</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
