'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveMilestoneAction } from '#lib/record/improvement/actions.ts';
import { MILESTONE_NAMES, type Milestone } from '#lib/record/improvement/rules.ts';

type MilestoneFormProps = {
  council: string;
  councilName: string;
  /** The number of its action. */
  action: number;
  /** Null: a new one. */
  milestone: Milestone | null;
  mayRemove: boolean;
  title: string;
  heading: ReactNode;
};

/** Adds a milestone to an action, or changes one. */
export function MilestoneForm({ council, action, milestone, mayRemove, ...props }: MilestoneFormProps) {
  const { sent, errors, typed } = usePageForm(saveMilestoneAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, action, milestone: milestone?.key ?? 0 },
        version: typed?.version ?? milestone?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && milestone && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: MILESTONE_NAMES.title, value: milestone.title },
              { key: MILESTONE_NAMES.dueOn, value: formatDate(milestone.dueOn) },
              { key: MILESTONE_NAMES.doneOn, value: milestone.doneOn && formatDate(milestone.doneOn) },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="milestoneTitle"
        label={MILESTONE_NAMES.title}
        hint="What should be reached on the way, in a few words"
        defaultValue={typed ? typed.milestoneTitle : milestone?.title}
        error={errorFor(errors, 'milestoneTitle')}
      />
      <DateInput
        name="dueOn"
        label={MILESTONE_NAMES.dueOn}
        hint={
          milestone
            ? `The first date stays on record: ${formatDate(milestone.firstDueOn)}`
            : 'For example, 29 1 2027'
        }
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : (milestone?.dueOn ?? ''))}
        error={errorFor(errors, 'dueOn')}
      />
      <DateInput
        name="doneOn"
        label={MILESTONE_NAMES.doneOn}
        hint="Leave blank until it is reached"
        optional
        defaultValue={dateParts(typed ? (typed.doneOn ?? '') : (milestone?.doneOn ?? ''))}
        error={errorFor(errors, 'doneOn')}
      />
      <ButtonGroup>
        <Button>Save milestone</Button>
        <Link href={routes.action(council, action)}>Cancel</Link>
        {milestone && mayRemove && (
          <Link href={routes.milestone(council, action, milestone.key, { remove: 'yes' })}>Remove it</Link>
        )}
      </ButtonGroup>
    </PageForm>
  );
}
