'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { updateActionAction } from '#lib/record/improvement/actions.ts';
import {
  ACTION_LIMITS,
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  ACTION_STATES,
  type ImprovementAction,
  RATING_NAMES,
  RATINGS,
} from '#lib/record/improvement/rules.ts';

type UpdateFormProps = {
  council: string;
  councilName: string;
  action: ImprovementAction;
  /** The date in London. */
  today: CalendarDate;
  title: string;
  heading: ReactNode;
};

/** Notes the progress of an action, with its rating, state and due date from now on. */
export function UpdateForm({ council, councilName, action, today, ...props }: UpdateFormProps) {
  const { sent, errors, typed } = usePageForm(updateActionAction);
  const [latest] = action.updates;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={councilName}
      heading={props.heading}
      hidden={{ council, action: action.number, version: typed?.version ?? action.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: ACTION_NAMES.note, value: latest?.note },
              { key: ACTION_NAMES.rating, value: action.rating && RATING_NAMES[action.rating] },
              { key: ACTION_NAMES.actionState, value: ACTION_STATE_NAMES[action.state] },
              { key: ACTION_NAMES.dueOn, value: action.dueOn && formatDate(action.dueOn) },
            ]}
          />
        </LatestSection>
      )}
      <Textarea
        name="note"
        label={ACTION_NAMES.note}
        hint="What has happened since the last note. If a date or the rating changes, say why"
        maxLength={ACTION_LIMITS.note}
        defaultValue={typed?.note}
        error={errorFor(errors, 'note')}
      />
      <Radios
        name="rating"
        label={ACTION_NAMES.rating}
        options={[
          ...RATINGS.map((rating) => ({ value: rating, label: RATING_NAMES[rating] })),
          { value: '', label: 'Not rated' },
        ]}
        defaultValue={typed ? (typed.rating ?? '') : (action.rating ?? '')}
        error={errorFor(errors, 'rating')}
      />
      <DateInput
        name="dueOn"
        label={ACTION_NAMES.dueOn}
        hint={
          action.firstDueOn === null
            ? 'For example, 31 3 2027. The first date stays on record'
            : `The first date stays on record: ${formatDate(action.firstDueOn)}`
        }
        optional={action.dueOn === null}
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : (action.dueOn ?? ''))}
        error={errorFor(errors, 'dueOn')}
      />
      <Select
        name="actionState"
        label={ACTION_NAMES.actionState}
        options={ACTION_STATES.map((state) => ({ value: state, label: ACTION_STATE_NAMES[state] }))}
        defaultValue={typed ? typed.actionState : action.state}
        error={errorFor(errors, 'actionState')}
      />
      <TextInput
        name="evidenceItems"
        label={ACTION_NAMES.evidence}
        hint="Needed before the action is complete: numbers of items in the evidence list, like E12, E15"
        optional
        autoComplete="off"
        defaultValue={
          typed ? typed.evidenceItems : action.evidence.map(({ reference }) => reference).join(', ')
        }
        error={errorFor(errors, 'evidenceItems')}
      />
      <DateInput
        name="closedOn"
        label={ACTION_NAMES.closedOn}
        hint="Only used if you complete or stop the action"
        optional
        defaultValue={dateParts(typed ? (typed.closedOn ?? '') : (action.closedOn ?? today))}
        error={errorFor(errors, 'closedOn')}
      />
      <ButtonGroup>
        <Button>Save progress</Button>
        <Link href={routes.action(council, action.number)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
