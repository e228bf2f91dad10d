'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { removeStepAction } from '#lib/record/inspections/actions.ts';

type RemoveStepFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  step: string;
  version: number;
  title: string;
  /** The step as it is saved now. */
  heading: ReactNode;
};

export function RemoveStepForm({ council, inspection, step, version, ...props }: RemoveStepFormProps) {
  const { sent, typed } = usePageForm(removeStepAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, step, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove step</Button>
        <Link href={routes.inspection(council, inspection)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
