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
import { Textarea } from '#components/ui/textarea.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveRequestAction } from '#lib/record/visits/actions.ts';
import type { VisitRequest } from '#lib/record/visits/queries.ts';
import {
  REQUEST_NAMES,
  REQUEST_STATE_NAMES,
  REQUEST_STATES,
  VISIT_LIMITS,
} from '#lib/record/visits/rules.ts';

type RequestFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** Null: a new one. */
  request: VisitRequest | null;
  /** When it is due as the fields show it. */
  due: { readonly on: CalendarDate; readonly time: string };
  owners: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  backHref: string;
};

/** Notes a request that was made on a visit, or answers it. */
export function RequestForm({ council, inspection, request, due, owners, ...props }: RequestFormProps) {
  const { sent, errors, typed } = usePageForm(saveRequestAction);
  const owner = request?.owner ?? null;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, inspection, request: request?.number ?? 0 },
        version: typed?.version ?? request?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && request && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: REQUEST_NAMES.what, value: request.what },
              { key: REQUEST_NAMES.dueOn, value: formatDateTime(request.dueAt) },
              { key: REQUEST_NAMES.owner, value: request.owner?.name },
              { key: REQUEST_NAMES.requestState, value: REQUEST_STATE_NAMES[request.state] },
              { key: REQUEST_NAMES.answer, value: request.answer },
              { key: REQUEST_NAMES.reference, value: request.reference },
            ]}
          />
        </LatestSection>
      )}
      <Textarea
        name="what"
        label={REQUEST_NAMES.what}
        rows={3}
        maxLength={VISIT_LIMITS.what}
        defaultValue={typed ? typed.what : request?.what}
        error={errorFor(errors, 'what')}
      />
      <TextInput
        name="askedBy"
        label={REQUEST_NAMES.askedBy}
        optional
        defaultValue={typed ? typed.askedBy : request?.askedBy}
        error={errorFor(errors, 'askedBy')}
      />
      <DateInput
        name="dueOn"
        label={REQUEST_NAMES.dueOn}
        hint="For example, 15 3 2027"
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : due.on)}
        error={errorFor(errors, 'dueOn')}
      />
      <TextInput
        name="dueTime"
        label={REQUEST_NAMES.dueTime}
        hint="For example, 4pm or 16:00"
        defaultValue={typed ? typed.dueTime : due.time}
        error={errorFor(errors, 'dueTime')}
      />
      <Select
        name="owner"
        label={REQUEST_NAMES.owner}
        hint="The person who sees to it"
        placeholder="Nobody"
        options={ownerOptions(owners, owner)}
        defaultValue={typed ? typed.owner : (owner?.id ?? '')}
        error={errorFor(errors, 'owner')}
      />
      <Select
        name="requestState"
        label={REQUEST_NAMES.requestState}
        options={REQUEST_STATES.map((state) => ({ value: state, label: REQUEST_STATE_NAMES[state] }))}
        defaultValue={typed ? typed.requestState : (request?.state ?? 'open')}
        error={errorFor(errors, 'requestState')}
      />
      <Textarea
        name="reply"
        label={REQUEST_NAMES.answer}
        hint="What was given to whom, or why it was not"
        optional
        rows={3}
        maxLength={VISIT_LIMITS.answer}
        defaultValue={typed ? typed.reply : request?.answer}
        error={errorFor(errors, 'reply')}
      />
      <TextInput
        name="reference"
        label={REQUEST_NAMES.reference}
        hint="The item that was given, like E12"
        optional
        defaultValue={typed ? typed.reference : (request?.reference ?? '')}
        error={errorFor(errors, 'reference')}
      />
      <ButtonGroup>
        <Button>Save request</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
