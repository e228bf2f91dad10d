'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { type DetachState, detachEvidenceAction } from '#lib/evidence/actions.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type RemoveFromStatementFormProps = {
  council: string;
  statement: StatementId;
  reference: string;
  /** Id of the assessment that it is removed from. */
  assessment: string;
  title: string;
  councilName: string;
  /** The heading, and what will be lost. */
  children: ReactNode;
};

export function RemoveFromStatementForm(props: RemoveFromStatementFormProps) {
  const { council, statement, reference } = props;
  const [state, action] = useFormAction<DetachState>(detachEvidenceAction);
  const refused = state.status === 'refused';
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary errors={refused ? state.errors : []} />
      {props.children}
      <form action={action} className="mt-8">
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="reference" value={reference} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <ButtonGroup>
          <Button kind="warning">Remove from this statement</Button>
          <Link href={routes.evidenceUse(council, statement, reference)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
