'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveMeasureAction } from '#lib/record/measures/actions.ts';
import type { MeasureField } from '#lib/record/measures/schema.ts';

type Choice = { readonly value: string; readonly label: string };

export type MeasureChoices = {
  readonly units: readonly Choice[];
  readonly directions: readonly Choice[];
  readonly statements: readonly Choice[];
  readonly topics: readonly Choice[];
};

type MeasureFormProps = {
  council: string;
  councilName: string;
  /** Key of the measure to change. Undefined: a new one. */
  measure?: string;
  version?: number;
  saved: Readonly<Partial<Record<MeasureField, string>>>;
  names: Readonly<Record<MeasureField, string>>;
  choices: MeasureChoices;
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** Adds or changes a measure of the council's own. */
export function MeasureForm(props: MeasureFormProps) {
  const { names, choices } = props;
  const { sent, errors, typed } = usePageForm(saveMeasureAction);
  const values = typed ?? props.saved;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        council: props.council,
        measure: props.measure ?? '',
        version: typed?.version ?? props.version,
      }}
    >
      <TextInput
        name="name"
        label={names.name}
        hint="For example, “Reviews done on time”"
        defaultValue={values.name}
        error={errorFor(errors, 'name')}
      />
      <Radios
        name="unit"
        label={names.unit}
        options={choices.units}
        defaultValue={values.unit}
        error={errorFor(errors, 'unit')}
      />
      <Radios
        name="better"
        label={names.better}
        options={choices.directions}
        defaultValue={values.better}
        error={errorFor(errors, 'better')}
      />
      <Select
        name="statement"
        label={names.statement}
        placeholder="Choose a statement"
        options={choices.statements}
        defaultValue={values.statement}
        error={errorFor(errors, 'statement')}
      />
      <TextInput
        name="comparator"
        label={names.comparator}
        hint="For example, your region. Leave blank for England."
        optional
        defaultValue={values.comparator}
        error={errorFor(errors, 'comparator')}
      />
      <TextInput
        name="source"
        label={names.source}
        hint="For example, a survey, a national return or your own records"
        optional
        defaultValue={values.source}
        error={errorFor(errors, 'source')}
      />
      <Checkboxes
        name="topics"
        label={names.topics}
        hint="What it tells about across statements. It is shown on the page of each topic"
        optional
        options={choices.topics}
        defaultValues={values.topics?.split(',')}
        error={errorFor(errors, 'topics')}
      />
      <ButtonGroup>
        <Button>{props.measure === undefined ? 'Add measure' : 'Save changes'}</Button>
        <Link href={props.cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
