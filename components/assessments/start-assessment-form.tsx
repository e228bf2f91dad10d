'use client';

import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { type StartState, startAssessmentAction } from '#lib/assessments/actions.ts';
import { dateParts } from '#lib/forms/date-field.ts';
import { errorFor } from '#lib/forms/form-state.ts';

export function StartAssessmentForm({ council, councilName }: { council: string; councilName: string }) {
  const [state, action] = useFormAction<StartState>(startAssessmentAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const typed = refused ? state.values : {};
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        Start an assessment
      </PageTitle>
      <ErrorSummary errors={errors} />
      <PageHeading lead="An assessment is one cycle of self-assessment: nine quality statements, scored over a period.">
        Start an assessment
      </PageHeading>
      <form action={action} noValidate className="max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
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
        <Button>Start the assessment</Button>
      </form>
    </>
  );
}
