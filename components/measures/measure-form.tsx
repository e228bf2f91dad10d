'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/forms/form-state.ts';
import { type MeasureState, saveMeasureAction } from '#lib/measures/actions.ts';
import type { MeasureField } from '#lib/measures/schema.ts';

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
  /** Key of the measure that is changed; a new one without. */
  measure?: string;
  version?: number;
  saved: Readonly<Partial<Record<MeasureField, string>>>;
  names: Readonly<Record<MeasureField, string>>;
  choices: MeasureChoices;
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** What a measure of the council's own is. */
export function MeasureForm(props: MeasureFormProps) {
  const { names, choices } = props;
  const [state, action] = useFormAction<MeasureState>(saveMeasureAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : props.saved;
  const version = (refused ? state.values.version : undefined) ?? props.version;
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
        <input type="hidden" name="measure" value={props.measure ?? ''} />
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <TextInput
          name="name"
          label={names.name}
          hint="As people know it, like “Reviews done on time”"
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
          hint="Whose figures stand beside yours. England unless you say otherwise."
          optional
          defaultValue={values.comparator}
          error={errorFor(errors, 'comparator')}
        />
        <TextInput
          name="source"
          label={names.source}
          hint="A survey, a national return, your own records"
          optional
          defaultValue={values.source}
          error={errorFor(errors, 'source')}
        />
        <Checkboxes
          name="topics"
          label={names.topics}
          hint="Measures on a topic also stand on the page about moving between health and social care"
          optional
          options={choices.topics}
          defaultValues={values.topics?.split(',')}
          error={errorFor(errors, 'topics')}
        />
        <ButtonGroup>
          <Button>{props.measure === undefined ? 'Add measure' : 'Save changes'}</Button>
          <Link href={props.cancelHref}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
