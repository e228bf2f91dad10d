'use client';

import type { ReactNode } from 'react';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { explainEvidenceAction, type UseState } from '#lib/record/evidence/actions.ts';
import { USE_NAMES } from '#lib/record/evidence/rules.ts';
import type { UseField } from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { UseFields } from './details-fields.tsx';
import { TwoVersions } from './latest-details.tsx';

type EvidenceUseFormProps = {
  council: string;
  statement: StatementId;
  statementName: string;
  reference: string;
  /** Id of the statement's assessment. */
  assessment: string;
  use: Readonly<Record<UseField, string>>;
  /** Of `use`. */
  fingerprint: string;
  /** The version of the item's file. Undefined for a link. */
  fileVersion: number | undefined;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** Explains what an item shows about one statement, with a link to remove it. */
export function EvidenceUseForm(props: EvidenceUseFormProps) {
  const { council, statement, statementName, reference } = props;
  const [state, action] = useFormAction<UseState>(explainEvidenceAction);
  const latest = state.status === 'conflict' ? state.latest : null;
  const errors = state.status === 'refused' ? state.errors : [];
  const values = state.status === 'untouched' ? props.use : state.values;
  // A refused form keeps the texts it started from, even if the page is rendered again meanwhile.
  const startedFrom = state.status === 'untouched' ? undefined : state.values.fingerprint;
  return (
    <>
      <PageForm
        state={state}
        errors={
          latest
            ? [
                {
                  field: 'conflict',
                  message: `Your changes were not saved because someone else changed what ${reference} shows while you were editing it. Compare the two versions`,
                },
              ]
            : errors
        }
        action={action}
        title={props.title}
        within={props.councilName}
        heading={
          <>
            {props.heading}
            {latest && (
              <TwoVersions
                rows={USES.filter((field) => latest[field] !== (values[field] ?? '')).map((field) => ({
                  name: USE_NAMES[field],
                  theirs: asTyped(latest[field]),
                  mine: asTyped(values[field]),
                }))}
                discardHref={routes.statement(council, statement)}
              />
            )}
          </>
        }
        hidden={{
          council,
          statement,
          reference,
          assessment: props.assessment,
          fingerprint: startedFrom ?? props.fingerprint,
          seen: state.status === 'untouched' ? props.fileVersion : state.values.seen,
        }}
      >
        <UseFields values={values} errors={errors} />
        <ButtonGroup>
          <Button>{latest ? 'Save my version' : 'Save changes'}</Button>
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

const USES: readonly UseField[] = ['shows', 'location'];

function asTyped(text = ''): ReactNode {
  if (text === '') return 'Not provided';
  return (
    <span dir="auto" className="wrap-anywhere whitespace-pre-line">
      {text}
    </span>
  );
}
