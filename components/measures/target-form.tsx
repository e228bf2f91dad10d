'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { setTargetAction } from '#lib/record/measures/actions.ts';
import type { TargetField } from '#lib/record/measures/schema.ts';

type TargetFormProps = {
  council: string;
  councilName: string;
  measure: string;
  version: number;
  saved: Readonly<Partial<Record<TargetField, string>>>;
  /** Values to choose a baseline from, newest first. */
  baselines: readonly { readonly value: string; readonly label: string }[];
  /** The direction of an improvement. */
  change: 'more' | 'less';
  unit: string;
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** Sets the target of a measure. */
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
        label="What is the baseline?"
        placeholder="Choose a period"
        options={props.baselines}
        defaultValue={values.baseline}
        error={errorFor(errors, 'baseline')}
      />
      <Radios
        name="kind"
        label="How is the target set?"
        options={[
          { value: 'change', label: `A percentage ${props.change} than the baseline` },
          { value: 'value', label: 'A value to reach' },
        ]}
        defaultValue={values.kind}
        error={errorFor(errors, 'kind')}
      />
      <TextInput
        name="amount"
        label="Target"
        hint={`For a percentage of the baseline, 50 means ${props.change === 'less' ? 'half of it' : 'half as much again'}. For a value, use this measure’s unit: ${props.unit}.`}
        autoComplete="off"
        defaultValue={values.amount}
        error={errorFor(errors, 'amount')}
      />
      <DateInput
        name="dueOn"
        label="When should you reach the target?"
        hint="For example, 30 9 2026"
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
