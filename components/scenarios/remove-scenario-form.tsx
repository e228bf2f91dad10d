'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { type RemoveScenarioState, removeScenarioAction } from '#lib/scenarios/actions.ts';

type RemoveScenarioFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  number: number;
  version: number;
  title: string;
  /** What will be lost. */
  children: ReactNode;
  cancelHref: string;
};

export function RemoveScenarioForm(props: RemoveScenarioFormProps) {
  const [state, action] = useFormAction<RemoveScenarioState>(removeScenarioAction);
  const refused = state.status === 'refused';
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={refused ? state.errors : []} />
      {props.children}
      <form action={action}>
        <input type="hidden" name="council" value={props.council} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <input type="hidden" name="number" value={props.number} />
        <input
          type="hidden"
          name="version"
          value={(refused ? state.values.version : undefined) ?? props.version}
        />
        <ButtonGroup>
          <Button kind="warning">Remove the scenario</Button>
          <Link href={props.cancelHref}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
