'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { namePersonAction } from '#lib/record/inspections/actions.ts';
import { NAMED_PARTS, PART_HINTS, PART_NAMES } from '#lib/record/inspections/named.ts';

type NamePersonFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  candidates: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
};

/** Names a member for a part of an inspection. */
export function NamePersonForm({ council, inspection, candidates, ...props }: NamePersonFormProps) {
  const { sent, errors, typed } = usePageForm(namePersonAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection }}
    >
      <Select
        name="person"
        label="Person"
        placeholder="Select a person"
        options={candidates}
        defaultValue={typed?.person ?? ''}
        error={errorFor(errors, 'person')}
      />
      <Radios
        name="part"
        label="Named as"
        options={NAMED_PARTS.map((part) => ({
          value: part,
          label: PART_NAMES[part],
          hint: PART_HINTS[part],
        }))}
        defaultValue={typed?.part}
        error={errorFor(errors, 'part')}
      />
      <Button>Name this person</Button>
    </PageForm>
  );
}
