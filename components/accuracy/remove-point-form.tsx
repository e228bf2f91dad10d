'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { removePointAction } from '#lib/record/accuracy/actions.ts';

type RemovePointFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  point: number;
  version: number;
  heading: ReactNode;
  backHref: string;
};

export function RemovePointForm({ council, inspection, point, version, ...props }: RemovePointFormProps) {
  const { sent, typed } = usePageForm(removePointAction);
  return (
    <PageForm
      {...sent}
      title={`Remove point ${point}`}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, point, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove point</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
