'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { removeScenarioAction } from '#lib/insight/scenarios/actions.ts';

type RemoveScenarioFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  number: number;
  version: number;
  title: string;
  /** What will be lost. */
  children: ReactNode;
  cancelHref: string;
};

export function RemoveScenarioForm(props: RemoveScenarioFormProps) {
  const { council, assessment, number, version } = props;
  const { sent, typed } = usePageForm(removeScenarioAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.children}
      hidden={{ council, assessment, number, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove scenario</Button>
        <Link href={props.cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
