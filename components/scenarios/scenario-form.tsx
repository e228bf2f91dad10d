'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeScenarioAction } from '#lib/insight/scenarios/actions.ts';
import type { NeedsField } from '#lib/insight/scenarios/rules.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

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
    /** Shown above the question: from, to and the evidence. */
    readonly about: ReactNode;
  }[];
  /** The other statements, to show text entered for one that has since left the scenario. */
  others: readonly { readonly field: NeedsField; readonly label: string }[];
  limit: number;
  title: string;
  heading: ReactNode;
};

/** A scenario's name and what each of its scores needs. */
export function ScenarioForm(props: ScenarioFormProps) {
  const { sent, errors, typed } = usePageForm(describeScenarioAction);
  const leftOut = props.others.filter(({ field }) => typed?.[field]);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        council: props.council,
        assessment: props.assessment,
        number: props.number,
        version: typed?.version ?? props.version,
      }}
      className="mt-12 space-y-8"
    >
      <h2 className="heading-2">What it would take</h2>
      {props.scores.map(({ field, label, needs, about }) => (
        <div key={field} className="border-t border-rule pt-5">
          {about}
          <Textarea
            name={field}
            label={label}
            optional
            maxLength={props.limit}
            defaultValue={typed?.[field] ?? needs}
            error={errorFor(errors, field)}
          />
        </div>
      ))}
      {leftOut.map(({ field, label }) => (
        <div key={field} className="border-t border-rule pt-5">
          <Textarea
            name={field}
            label={label}
            maxLength={props.limit}
            defaultValue={typed?.[field]}
            error={errorFor(errors, field)}
          />
        </div>
      ))}
      <div className="border-t border-rule pt-5">
        <TextInput
          name="name"
          label="Scenario name"
          autoComplete="off"
          defaultValue={typed?.name ?? props.name}
          error={errorFor(errors, 'name')}
        />
      </div>
      <Button>Save</Button>
    </PageForm>
  );
}
