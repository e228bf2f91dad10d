'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { removeCaseAction } from '#lib/record/cases/actions.ts';

type RemoveCaseFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  number: number;
  version: number;
  title: string;
  heading: ReactNode;
};

/** Asks whether to remove a case that was not offered yet. */
export function RemoveCaseForm({ council, inspection, number, version, ...props }: RemoveCaseFormProps) {
  const { sent, typed } = usePageForm(removeCaseAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, case: number, version: typed?.version ?? version }}
      leavable
    >
      <ButtonGroup>
        <Button kind="warning">Remove case</Button>
        <Link href={routes.trackedCase(council, inspection, number)}>Keep it</Link>
      </ButtonGroup>
    </PageForm>
  );
}
