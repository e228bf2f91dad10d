'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { deleteRegisterAction } from '#lib/record/cases/actions.ts';

type DeleteRegisterFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  title: string;
  heading: ReactNode;
};

/** Deletes everything in a register before its day. */
export function DeleteRegisterForm({ council, inspection, ...props }: DeleteRegisterFormProps) {
  const { sent, errors, typed } = usePageForm(deleteRegisterAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection }}
      leavable
    >
      <TextInput
        name="confirm"
        label="How many cases are there?"
        hint="Enter the number of the list of cases to show that you know what you delete"
        defaultValue={typed?.confirm}
        autoComplete="off"
        error={errorFor(errors, 'confirm')}
      />
      <ButtonGroup>
        <Button kind="warning">Delete all of it now</Button>
        <Link href={routes.cases(council, inspection)}>Keep it</Link>
      </ButtonGroup>
    </PageForm>
  );
}
