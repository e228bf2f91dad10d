'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { explainEvidenceAction, type UseState } from '#lib/evidence/actions.ts';
import type { UseField } from '#lib/evidence/schema.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { UseFields } from './details-fields.tsx';

type EvidenceUseFormProps = {
  council: string;
  statement: StatementId;
  statementName: string;
  reference: string;
  /** Id of the assessment in which it is explained. */
  assessment: string;
  use: Readonly<Record<UseField, string>>;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** What an item shows about one statement, and the way to take it off again. */
export function EvidenceUseForm(props: EvidenceUseFormProps) {
  const { council, statement, statementName, reference } = props;
  const [state, action] = useFormAction<UseState>(explainEvidenceAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary errors={errors} />
      {props.heading}
      <form action={action} noValidate className="max-w-text space-y-8">
        <UnsavedGuard />
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="reference" value={reference} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <UseFields values={refused ? state.values : props.use} errors={errors} />
        <ButtonGroup>
          <Button>Save changes</Button>
          <Link href={routes.statement(council, statement)}>Cancel</Link>
        </ButtonGroup>
      </form>
      <p className="mt-12 border-t border-rule pt-5">
        <Link href={`${routes.evidenceUse(council, statement, reference)}?remove`}>
          Remove {reference} from {statementName}
        </Link>
      </p>
    </>
  );
}
