'use client';

import type { ReactNode } from 'react';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { changeDetailsAction, type DetailsState } from '#lib/record/evidence/actions.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import { DetailsFields } from './details-fields.tsx';
import { detailsTyped, LatestDetails, type TypedDetails } from './latest-details.tsx';

type ChangeDetailsFormProps = {
  council: string;
  reference: string;
  version: number;
  details: TypedDetails;
  choices: DetailChoices;
  title: string;
  councilName: string;
  heading: ReactNode;
};

export function ChangeDetailsForm(props: ChangeDetailsFormProps) {
  const { council, reference } = props;
  const [state, action] = useFormAction<DetailsState>(changeDetailsAction);
  const latest = state.status === 'conflict' ? state.latest : null;
  const errors = state.status === 'refused' ? state.errors : [];
  const values = state.status === 'untouched' ? props.details : state.values;
  // A refused form keeps the version it started from, even if the page is rendered again meanwhile.
  const startedFrom = state.status === 'refused' ? state.values.version : undefined;
  const itemHref = routes.evidenceItem(council, reference);
  return (
    <PageForm
      state={state}
      errors={
        latest
          ? [
              {
                field: 'conflict',
                message: `Your changes were not saved because someone else changed ${reference} while you were editing it. Compare the two versions`,
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
            <LatestDetails
              theirs={detailsTyped(latest)}
              mine={values}
              choices={props.choices}
              discardHref={itemHref}
            />
          )}
        </>
      }
      className="space-y-8"
      hidden={{ council, reference, version: latest?.version ?? startedFrom ?? props.version }}
    >
      <DetailsFields values={values} errors={errors} choices={props.choices} />
      <ButtonGroup>
        <Button>{latest ? 'Save my version' : 'Save changes'}</Button>
        <Link href={itemHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
