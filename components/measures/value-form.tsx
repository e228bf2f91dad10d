'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveValueAction } from '#lib/record/measures/actions.ts';
import type { ValueField } from '#lib/record/measures/schema.ts';

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
  const { sent, errors, typed } = usePageForm(saveValueAction);
  const values = typed ?? props.saved;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        council: props.council,
        measure: props.measure,
        id: props.id,
        version: typed?.version ?? props.version,
      }}
    >
      <TextInput
        name="period"
        label={names.period}
        hint={`For example, ${props.periodExamples}`}
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
        hint="If different from the period of your value"
        optional
        autoComplete="off"
        defaultValue={values.comparatorPeriod}
        error={errorFor(errors, 'comparatorPeriod')}
      />
      <TextInput
        name="source"
        label={names.source}
        hint="Where to find both figures"
        optional
        defaultValue={values.source}
        error={errorFor(errors, 'source')}
      />
      <ButtonGroup>
        <Button>Save value</Button>
        <Link href={props.cancelHref}>Cancel</Link>
        {props.removeHref && <Link href={props.removeHref}>Remove this value</Link>}
      </ButtonGroup>
    </PageForm>
  );
}
