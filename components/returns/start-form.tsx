'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { startReturnAction } from '#lib/record/returns/actions.ts';
import { LIST_NAMES, ORIGIN_NAMES } from '#lib/record/returns/rules.ts';

type StartFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** What the form proposes: of the first list, the dates of the inspection. */
  proposed: { name: string; askedOn: CalendarDate | ''; dueOn: CalendarDate | '' };
  title: string;
  heading: ReactNode;
};

export function StartForm({ council, inspection, proposed, ...props }: StartFormProps) {
  const { sent, errors, typed } = usePageForm(startReturnAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection }}
    >
      <Radios
        name="origin"
        label={LIST_NAMES.origin}
        options={[
          {
            value: 'regulator',
            label: ORIGIN_NAMES.regulator,
            hint: 'You import it next: a spreadsheet, a CSV file or pasted text',
          },
          {
            value: 'checklist',
            label: ORIGIN_NAMES.checklist,
            hint: 'Written by us from the topics of the statements, for the time before the list comes',
          },
          {
            value: 'later',
            label: ORIGIN_NAMES.later,
            hint: 'What was asked for after the return, with its own date. You import it next',
          },
        ]}
        defaultValue={typed?.origin}
        error={errorFor(errors, 'origin')}
      />
      <TextInput
        name="name"
        label={LIST_NAMES.name}
        defaultValue={typed ? typed.name : proposed.name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="askedOn"
        label={LIST_NAMES.askedOn}
        hint="For example, 16 11 2026"
        defaultValue={dateParts(typed ? (typed.askedOn ?? '') : proposed.askedOn)}
        error={errorFor(errors, 'askedOn')}
      />
      <DateInput
        name="dueOn"
        label={LIST_NAMES.dueOn}
        hint="An item can have a date of its own later. For example, 7 12 2026"
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : proposed.dueOn)}
        error={errorFor(errors, 'dueOn')}
      />
      <ButtonGroup>
        <Button>Start list</Button>
        <Link href={routes.inspection(council, inspection)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
