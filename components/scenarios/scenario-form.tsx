'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/forms/form-state.ts';
import { type DescribeScenarioState, describeScenarioAction } from '#lib/scenarios/actions.ts';
import type { NeedsField } from '#lib/scenarios/schema.ts';

type ScenarioFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  number: number;
  version: number;
  name: string;
  scores: readonly {
    readonly field: NeedsField;
    readonly label: string;
    readonly needs: string;
    /** What stands above the question: from, to, the evidence. */
    readonly about: ReactNode;
  }[];
  limit: number;
  title: string;
  heading: ReactNode;
};

/** A scenario's name and what each of its scores would take. */
export function ScenarioForm(props: ScenarioFormProps) {
  const [state, action] = useFormAction<DescribeScenarioState>(describeScenarioAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values: Readonly<Partial<Record<NeedsField | 'name' | 'version', string>>> = refused
    ? state.values
    : {};
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.heading}
      <form action={action} noValidate className="mt-12 space-y-8">
        <UnsavedGuard />
        <input type="hidden" name="council" value={props.council} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <input type="hidden" name="number" value={props.number} />
        <input type="hidden" name="version" value={values.version ?? props.version} />
        <h2 className="heading-2">What it would take</h2>
        {props.scores.map(({ field, label, needs, about }) => (
          <div key={field} className="border-t border-rule pt-5">
            {about}
            <Textarea
              name={field}
              label={label}
              optional
              maxLength={props.limit}
              defaultValue={values[field] ?? needs}
              error={errorFor(errors, field)}
            />
          </div>
        ))}
        <div className="border-t border-rule pt-5">
          <TextInput
            name="name"
            label="Name of the scenario"
            autoComplete="off"
            defaultValue={values.name ?? props.name}
            error={errorFor(errors, 'name')}
          />
        </div>
        <Button>Save</Button>
      </form>
    </>
  );
}
