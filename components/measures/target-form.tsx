'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/platform/forms/date-field.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { setTargetAction } from '#lib/record/measures/actions.ts';
import type { TargetField } from '#lib/record/measures/schema.ts';

type TargetFormProps = {
  council: string;
  councilName: string;
  measure: string;
  version: number;
  saved: Readonly<Partial<Record<TargetField, string>>>;
  /** The values that a target may start from, newest first. */
  baselines: readonly { readonly value: string; readonly label: string }[];
  /** What a change for the better is. */
  change: 'more' | 'less';
  unit: string;
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** Where a measure should be by a day. */
export function TargetForm(props: TargetFormProps) {
  const { sent, errors, typed } = usePageForm(setTargetAction);
  const values = typed ?? props.saved;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council: props.council, measure: props.measure, version: typed?.version ?? props.version }}
    >
      <Select
        name="baseline"
        label="Which value does it start from?"
        placeholder="Choose a period"
        options={props.baselines}
        defaultValue={values.baseline}
        error={errorFor(errors, 'baseline')}
      />
      <Radios
        name="kind"
        label="How is the target set?"
        options={[
          { value: 'change', label: `So many percent ${props.change} than that value` },
          { value: 'value', label: 'As a value to reach' },
        ]}
        defaultValue={values.kind}
        error={errorFor(errors, 'kind')}
      />
      <TextInput
        name="amount"
        label="Target"
        hint={`In percent, 50 means ${props.change === 'less' ? 'half of that value' : 'half as much again'}. As a value: ${props.unit}.`}
        autoComplete="off"
        defaultValue={values.amount}
        error={errorFor(errors, 'amount')}
      />
      <DateInput
        name="dueOn"
        label="By which day should it be reached?"
        hint="Like 30 9 2026"
        defaultValue={dateParts(values.dueOn ?? '')}
        error={errorFor(errors, 'dueOn')}
      />
      <ButtonGroup>
        <Button>Save target</Button>
        <Link href={props.cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
