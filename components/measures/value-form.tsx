'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/forms/form-state.ts';
import { saveValueAction, type ValueState } from '#lib/measures/actions.ts';
import type { ValueField } from '#lib/measures/schema.ts';

type ValueFormProps = {
  council: string;
  councilName: string;
  measure: string;
  /** Empty for a new one. */
  id: string;
  version: number;
  saved: Readonly<Partial<Record<ValueField, string>>>;
  names: Readonly<Record<ValueField, string>>;
  unit: string;
  periodExamples: string;
  title: string;
  heading: ReactNode;
  cancelHref: string;
  removeHref: string | null;
};

/** One value of a measure, with its comparator. */
export function ValueForm(props: ValueFormProps) {
  const { names } = props;
  const [state, action] = useFormAction<ValueState>(saveValueAction);
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
        <input type="hidden" name="id" value={props.id} />
        <input
          type="hidden"
          name="version"
          value={(refused ? state.values.version : undefined) ?? props.version}
        />
        <TextInput
          name="period"
          label={names.period}
          hint={`Like ${props.periodExamples}`}
          autoComplete="off"
          defaultValue={values.period}
          error={errorFor(errors, 'period')}
        />
        <TextInput
          name="value"
          label={names.value}
          hint={props.unit}
          autoComplete="off"
          defaultValue={values.value}
          error={errorFor(errors, 'value')}
        />
        <TextInput
          name="comparator"
          label={names.comparator}
          optional
          autoComplete="off"
          defaultValue={values.comparator}
          error={errorFor(errors, 'comparator')}
        />
        <TextInput
          name="comparatorPeriod"
          label={names.comparatorPeriod}
          hint="Only where it is another one than the period of the value"
          optional
          autoComplete="off"
          defaultValue={values.comparatorPeriod}
          error={errorFor(errors, 'comparatorPeriod')}
        />
        <TextInput
          name="source"
          label={names.source}
          hint="Where both figures can be looked up"
          optional
          defaultValue={values.source}
          error={errorFor(errors, 'source')}
        />
        <ButtonGroup>
          <Button>Save value</Button>
          <Link href={props.cancelHref}>Cancel</Link>
          {props.removeHref && <Link href={props.removeHref}>Remove this value</Link>}
        </ButtonGroup>
      </form>
    </>
  );
}
