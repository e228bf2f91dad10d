'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { removeAnswerAction } from '#lib/record/returns/actions.ts';

type RemoveAnswerFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  item: number;
  answer: string;
  version: number;
  title: string;
  /** The answer as it is saved now. */
  heading: ReactNode;
};

export function RemoveAnswerForm({
  council,
  inspection,
  list,
  item,
  answer,
  version,
  ...props
}: RemoveAnswerFormProps) {
  const { sent, typed } = usePageForm(removeAnswerAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list, item, answer, version: typed?.version ?? version }}
    >
      <ButtonGroup>
        <Button kind="warning">Remove answer</Button>
        <Link href={routes.returnItem(council, inspection, list, item)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
