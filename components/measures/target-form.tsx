'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/forms/date-field.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { setTargetAction, type TargetState } from '#lib/measures/actions.ts';
import type { TargetField } from '#lib/measures/schema.ts';

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
  const [state, action] = useFormAction<TargetState>(setTargetAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : props.saved;
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.heading}
      <form action={action} noValidate className="max-w-text space-y-8">
        <UnsavedGuard />
        <input type="hidden" name="council" value={props.council} />
        <input type="hidden" name="measure" value={props.measure} />
        <input
          type="hidden"
          name="version"
          value={(refused ? state.values.version : undefined) ?? props.version}
        />
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
      </form>
    </>
  );
}
