'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { detachEvidenceAction } from '#lib/record/evidence/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type RemoveFromStatementFormProps = {
  council: string;
  statement: StatementId;
  reference: string;
  /** Id of the statement's assessment. */
  assessment: string;
  title: string;
  councilName: string;
  /** The heading, and what will be lost. */
  children: ReactNode;
};

export function RemoveFromStatementForm(props: RemoveFromStatementFormProps) {
  const { council, statement, reference } = props;
  const { sent } = usePageForm(detachEvidenceAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.children}
      hidden={{ council, statement, reference, assessment: props.assessment }}
      className="mt-8"
    >
      <ButtonGroup>
        <Button kind="warning">Remove from this statement</Button>
        <Link href={routes.evidenceUse(council, statement, reference)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
