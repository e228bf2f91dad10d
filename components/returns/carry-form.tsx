'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { carryAnswersAction } from '#lib/record/returns/actions.ts';

type CarryFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  item: number;
  /** The items that are asked for. */
  items: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
};

/** Gives the answers of an item that is no longer asked for to another. */
export function CarryForm({ council, inspection, list, item, items, ...props }: CarryFormProps) {
  const { sent, errors, typed } = usePageForm(carryAnswersAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list, item }}
      className="mt-8 max-w-text space-y-6"
    >
      <Select
        name="see"
        label="Use this answer for"
        hint="The item that asks for it now"
        placeholder="Select an item"
        options={items}
        defaultValue={typed?.see}
        error={errorFor(errors, 'see')}
      />
      <Button kind="secondary">Add it to that item</Button>
    </PageForm>
  );
}
