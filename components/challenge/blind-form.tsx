'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { type BlindState, setBlindAction } from '#lib/challenge/actions.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

type BlindFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  isBlind: boolean;
  /** Told after the setting was saved, until the form is refused. */
  banner: ReactNode;
};

export function BlindForm({ council, councilName, assessment, isBlind, banner }: BlindFormProps) {
  const [state, action] = useFormAction<BlindState>(setBlindAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        Challenge settings
      </PageTitle>
      <ErrorSummary errors={errors} />
      {!refused && banner}
      <PageHeading lead="Directors and readers can give a score of their own for each statement. It stands beside the council’s score and changes no figure.">
        Challenge settings
      </PageHeading>
      <form action={action} noValidate className="max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="assessment" value={assessment} />
        <Radios
          name="blind"
          label="Are challenge scores given blind?"
          hint="What somebody has seen before you choose blind, they have seen."
          options={[
            {
              value: 'yes',
              label: 'Yes, hide the council’s score until they have given theirs',
              hint: 'Directors and readers get the overall score and the evidence pack when they have given all nine.',
            },
            { value: 'no', label: 'No, they see the council’s score' },
          ]}
          defaultValue={(refused ? state.values.blind : undefined) ?? (isBlind ? 'yes' : 'no')}
          error={errorFor(errors, 'blind')}
        />
        <ButtonGroup>
          <Button>Save</Button>
          <Link href={routes.assessment(council)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
