'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { type StartState, startAssessmentAction } from '#lib/cycles/actions.ts';
import { dateParts } from '#lib/forms/date-field.ts';
import { errorFor } from '#lib/forms/form-state.ts';

type StartAssessmentFormProps = {
  council: string;
  councilName: string;
  /** The name of the cycle that can be carried forward. Null: the council had none. */
  last: string | null;
  /** The id of the open cycle, which starting another closes. */
  closes: string | null;
  /** What there is to know before that. */
  whatCloses: ReactNode;
};

export function StartAssessmentForm({
  council,
  councilName,
  last,
  closes,
  whatCloses,
}: StartAssessmentFormProps) {
  const [state, action] = useFormAction<StartState>(startAssessmentAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const typed = refused ? state.values : {};
  const heading = last === null ? 'Start an assessment' : 'Start the next assessment';
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {heading}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      <PageHeading lead="An assessment is one cycle of self-assessment: nine quality statements, scored over a period.">
        {heading}
      </PageHeading>
      {whatCloses}
      <form action={action} noValidate className="max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="closes" value={closes ?? ''} />
        <TextInput
          name="name"
          label="Name"
          hint="For example, CQC assessment 2026 to 2027"
          defaultValue={typed.name}
          error={errorFor(errors, 'name')}
        />
        <DateInput
          name="startsOn"
          label="When does the period start?"
          hint="For example, 1 4 2026"
          defaultValue={dateParts(typed.startsOn ?? '')}
          error={errorFor(errors, 'startsOn')}
        />
        <DateInput
          name="endsOn"
          label="When does the period end?"
          hint="For example, 31 3 2027"
          defaultValue={dateParts(typed.endsOn ?? '')}
          error={errorFor(errors, 'endsOn')}
        />
        {last === null ? (
          <input type="hidden" name="content" value="empty" />
        ) : (
          <Radios
            name="content"
            label="What does it start with?"
            options={[
              {
                value: 'carried',
                label: `What “${last}” says`,
                hint: 'Scores, texts, evidence, owners and helpers are carried forward. Each statement is marked until somebody confirms it.',
              },
              { value: 'empty', label: 'Nothing', hint: 'All nine statements start empty.' },
            ]}
            defaultValue={typed.content}
            error={errorFor(errors, 'content')}
          />
        )}
        {closes === null ? (
          <Button>Start the assessment</Button>
        ) : (
          <Button kind="warning">Close the open assessment and start this one</Button>
        )}
      </form>
    </>
  );
}
