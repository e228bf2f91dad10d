'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { explainEvidenceAction } from '#lib/evidence/actions.ts';
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
  const { sent, errors, typed } = usePageForm(explainEvidenceAction);
  return (
    <>
      <PageForm
        {...sent}
        title={props.title}
        within={props.councilName}
        heading={props.heading}
        hidden={{ council, statement, reference, assessment: props.assessment }}
        guarded
      >
        <UseFields values={typed ?? props.use} errors={errors} />
        <ButtonGroup>
          <Button>Save changes</Button>
          <Link href={routes.statement(council, statement)}>Cancel</Link>
        </ButtonGroup>
      </PageForm>
      <p className="mt-12 border-t border-rule pt-5">
        <Link href={`${routes.evidenceUse(council, statement, reference)}?remove`}>
          Remove {reference} from {statementName}
        </Link>
      </p>
    </>
  );
}
