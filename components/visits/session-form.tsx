'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveSessionAction } from '#lib/record/visits/actions.ts';
import {
  SESSION_KIND_NAMES,
  SESSION_KINDS,
  SESSION_NAMES,
  SESSION_STATE_NAMES,
  SESSION_STATES,
  type SessionKind,
  type SessionState,
  VISIT_LIMITS,
} from '#lib/record/visits/rules.ts';

/** A session as its fields show it. */
export type SessionFields = {
  readonly number: number;
  readonly title: string;
  readonly kind: SessionKind;
  readonly day: CalendarDate;
  readonly from: string;
  readonly to: string;
  readonly room: string;
  readonly people: string;
  readonly brief: string;
  readonly statements: readonly string[];
  readonly state: SessionState;
  readonly version: number;
};

type SessionFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** Null: a new one. */
  session: SessionFields | null;
  statements: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  backHref: string;
  /** Undefined: there is nothing to remove. */
  removeHref?: string | undefined;
};

/** Plans a session of a visit, or changes one. */
export function SessionForm({ council, inspection, session, statements, ...props }: SessionFormProps) {
  const { sent, errors, typed } = usePageForm(saveSessionAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, inspection, visitSession: session?.number ?? 0 },
        version: typed?.version ?? session?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && session && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: SESSION_NAMES.title, value: session.title },
              { key: SESSION_NAMES.day, value: formatDate(session.day) },
              { key: SESSION_NAMES.from, value: session.from },
              { key: SESSION_NAMES.to, value: session.to },
              { key: SESSION_NAMES.room, value: session.room },
              {
                key: SESSION_NAMES.people,
                value: <span className="whitespace-pre-line">{session.people}</span>,
              },
              { key: SESSION_NAMES.sessionState, value: SESSION_STATE_NAMES[session.state] },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="title"
        label={SESSION_NAMES.title}
        hint="For example, “Interview with the principal social worker”"
        defaultValue={typed ? typed.title : session?.title}
        error={errorFor(errors, 'title')}
      />
      <Select
        name="kind"
        label={SESSION_NAMES.kind}
        options={SESSION_KINDS.map((kind) => ({ value: kind, label: SESSION_KIND_NAMES[kind] }))}
        defaultValue={typed ? typed.kind : (session?.kind ?? 'interview')}
        error={errorFor(errors, 'kind')}
      />
      <DateInput
        name="day"
        label={SESSION_NAMES.day}
        hint="For example, 15 3 2027"
        defaultValue={dateParts(typed ? (typed.day ?? '') : (session?.day ?? ''))}
        error={errorFor(errors, 'day')}
      />
      <div className="grid gap-8 sm:grid-cols-2">
        <TextInput
          name="from"
          label={SESSION_NAMES.from}
          hint="For example, 9:30am or 14:15"
          defaultValue={typed ? typed.from : session?.from}
          error={errorFor(errors, 'from')}
        />
        <TextInput
          name="to"
          label={SESSION_NAMES.to}
          hint="For example, 10:30am"
          defaultValue={typed ? typed.to : session?.to}
          error={errorFor(errors, 'to')}
        />
      </div>
      <TextInput
        name="room"
        label={SESSION_NAMES.room}
        optional
        defaultValue={typed ? typed.room : session?.room}
        error={errorFor(errors, 'room')}
      />
      <Textarea
        name="people"
        label={SESSION_NAMES.people}
        hint="A line for each person, with the job after a comma. For example, “Jo Smith, team manager”. Members of this service are found by their name or email address."
        optional
        rows={3}
        defaultValue={typed ? typed.people : session?.people}
        error={errorFor(errors, 'people')}
      />
      <Textarea
        name="brief"
        label={SESSION_NAMES.brief}
        hint="What they should know before: who asks, about what, what to bring"
        optional
        rows={5}
        maxLength={VISIT_LIMITS.brief}
        defaultValue={typed ? typed.brief : session?.brief}
        error={errorFor(errors, 'brief')}
      />
      <Checkboxes
        name="statements"
        label={SESSION_NAMES.statements}
        hint="What it is likely to be about. Each person’s page then has the scores, reasons and evidence."
        optional
        options={statements}
        defaultValues={typed ? typed.statements?.split(',') : session?.statements}
        error={errorFor(errors, 'statements')}
      />
      <Select
        name="sessionState"
        label={SESSION_NAMES.sessionState}
        options={SESSION_STATES.map((state) => ({ value: state, label: SESSION_STATE_NAMES[state] }))}
        defaultValue={typed ? typed.sessionState : (session?.state ?? 'planned')}
        error={errorFor(errors, 'sessionState')}
      />
      <ButtonGroup>
        <Button>Save session</Button>
        <Link href={props.backHref}>Cancel</Link>
        {props.removeHref && <Link href={props.removeHref}>Remove this session</Link>}
      </ButtonGroup>
    </PageForm>
  );
}
