'use client';

import type { ReactNode } from 'react';
import { ownerOptions } from '#components/assignments/owner-options.ts';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveStepAction } from '#lib/record/inspections/actions.ts';
import type { StepOnTimeline } from '#lib/record/inspections/queries.ts';
import { INSPECTION_LIMITS, STEP_NAMES } from '#lib/record/inspections/rules.ts';

type StepFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** Null: a new one of the council’s own. */
  step: Pick<
    StepOnTimeline,
    'key' | 'name' | 'setOn' | 'days' | 'doneOn' | 'workedOut' | 'isOwn' | 'owner' | 'version'
  > | null;
  owners: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
};

/** Changes a step of an inspection, or adds one of the council’s own. */
export function StepForm({ council, inspection, step, owners, ...props }: StepFormProps) {
  const { sent, errors, typed } = usePageForm(saveStepAction);
  const isOwn = step?.isOwn ?? true;
  const { owner, workedOut } = step ?? { owner: null, workedOut: null };
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, inspection, step: step?.key ?? '' },
        version: typed?.version ?? step?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && step && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: STEP_NAMES.name, value: step.name },
              { key: STEP_NAMES.setOn, value: step.setOn && formatDate(step.setOn) },
              { key: STEP_NAMES.days, value: formatCount(step.days, 'day') },
              { key: STEP_NAMES.owner, value: owner?.name },
              { key: STEP_NAMES.doneOn, value: step.doneOn && formatDate(step.doneOn) },
            ]}
          />
        </LatestSection>
      )}
      {isOwn && (
        <TextInput
          name="name"
          label={STEP_NAMES.name}
          hint="For example, “Scrutiny committee”"
          defaultValue={typed ? typed.name : step?.name}
          error={errorFor(errors, 'name')}
        />
      )}
      <DateInput
        name="setOn"
        label={STEP_NAMES.setOn}
        hint={
          workedOut
            ? `Leave it empty to have it worked out: ${formatDate(workedOut)} now. For example, 7 12 2026`
            : 'For example, 7 12 2026'
        }
        optional={!isOwn}
        defaultValue={dateParts(typed ? (typed.setOn ?? '') : (step?.setOn ?? ''))}
        error={errorFor(errors, 'setOn')}
      />
      <Select
        name="days"
        label={STEP_NAMES.days}
        options={Array.from({ length: INSPECTION_LIMITS.days }, (_, index) => ({
          value: `${index + 1}`,
          label: formatCount(index + 1, 'day'),
        }))}
        defaultValue={typed ? typed.days : `${step?.days ?? 1}`}
        error={errorFor(errors, 'days')}
      />
      <Select
        name="owner"
        label={STEP_NAMES.owner}
        hint="The person who sees to it"
        placeholder="Nobody"
        options={ownerOptions(owners, owner)}
        defaultValue={typed ? typed.owner : (owner?.id ?? '')}
        error={errorFor(errors, 'owner')}
      />
      <DateInput
        name="doneOn"
        label={STEP_NAMES.doneOn}
        hint="Leave it empty until it is done. For example, 4 12 2026"
        optional
        defaultValue={dateParts(typed ? (typed.doneOn ?? '') : (step?.doneOn ?? ''))}
        error={errorFor(errors, 'doneOn')}
      />
      <ButtonGroup>
        <Button>Save step</Button>
        <Link href={routes.inspection(council, inspection)}>Cancel</Link>
        {step?.isOwn && (
          <Link href={routes.inspectionStep(council, inspection, step.key, { remove: 'yes' })}>
            Remove this step
          </Link>
        )}
      </ButtonGroup>
    </PageForm>
  );
}
