'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { assignItemsAction } from '#lib/record/returns/actions.ts';

type AssignFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  /** The selected items with their versions: "12-5,13-2". */
  items: string;
  owners: readonly { readonly value: string; readonly label: string }[];
  /** The value that stands for nobody. */
  nobody: string;
  title: string;
  heading: ReactNode;
};

/** Gives the selected items an owner, a date or both. */
export function AssignForm({ council, inspection, list, items, owners, nobody, ...props }: AssignFormProps) {
  const { sent, errors, typed } = usePageForm(assignItemsAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list, items }}
    >
      <Select
        name="owner"
        label="Owner"
        hint="The person who sees to the answer"
        placeholder="Leave as it is"
        options={[...owners, { value: nobody, label: 'Nobody' }]}
        defaultValue={typed?.owner}
        error={errorFor(errors, 'owner')}
      />
      <DateInput
        name="dueOn"
        label="Due"
        hint="Leave it empty to keep the date. For example, 30 11 2026"
        optional
        defaultValue={dateParts(typed?.dueOn ?? '')}
        error={errorFor(errors, 'dueOn')}
      />
      <Checkboxes
        name="withList"
        label="Or take the date away"
        optional
        options={[{ value: 'yes', label: 'They are due with the list' }]}
        defaultValues={typed?.withList?.split(',')}
      />
      <ButtonGroup>
        <Button>Assign</Button>
        <Link href={routes.returnList(council, inspection, list)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
