'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { removeMilestoneAction } from '#lib/record/improvement/actions.ts';

type RemoveMilestoneFormProps = {
  council: string;
  councilName: string;
  action: number;
  milestone: number;
  version: number;
  title: string;
  /** The milestone as it is saved now. */
  heading: ReactNode;
};

export function RemoveMilestoneForm({
  council,
  action,
  milestone,
  version,
  ...props
}: RemoveMilestoneFormProps) {
  const { sent, typed } = usePageForm(removeMilestoneAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, action, milestone, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove milestone</Button>
        <Link href={routes.action(council, action)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
