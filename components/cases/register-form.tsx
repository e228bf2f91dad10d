'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveRegisterAction } from '#lib/record/cases/actions.ts';
import { REGISTER_NAMES } from '#lib/record/cases/rules.ts';

type RegisterFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** Version 0: a new one. */
  register: {
    readonly example: string;
    readonly offered: number;
    readonly chosen: number;
    readonly met: number;
    readonly deleteOn: CalendarDate;
    readonly version: number;
  };
  title: string;
  heading: ReactNode;
};

/** Opens a register of cases, or changes what it is for. */
export function RegisterForm({ council, inspection, register, ...props }: RegisterFormProps) {
  const { sent, errors, typed } = usePageForm(saveRegisterAction);
  const counts = [
    ['offered', REGISTER_NAMES.offered, 'CQC usually asks for 50'],
    ['chosen', REGISTER_NAMES.chosen, 'Usually about 10'],
    ['met', REGISTER_NAMES.met, 'Usually about 6'],
  ] as const;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, version: typed?.version ?? register.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: 'Example of a reference', value: register.example },
              ...counts.map(([field, label]) => ({ key: label, value: `${register[field]}` })),
              { key: REGISTER_NAMES.deleteOn, value: formatDate(register.deleteOn) },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="example"
        label="Example of a reference"
        hint="An invented one of your case system, such as LAS-000000. References must look like it, with a digit for each digit. Never an NHS number."
        defaultValue={typed ? typed.example : register.example}
        spellCheck={false}
        autoComplete="off"
        error={errorFor(errors, 'example')}
      />
      {counts.map(([field, label, hint]) => (
        <TextInput
          key={field}
          name={field}
          label={label}
          hint={hint}
          defaultValue={typed ? typed[field] : `${register[field]}`}
          error={errorFor(errors, field)}
        />
      ))}
      <DateInput
        name="deleteOn"
        label={REGISTER_NAMES.deleteOn}
        hint="Cases, draws and reflective logs are deleted on this day. The history keeps proof of it. At most two years ahead."
        defaultValue={dateParts(typed ? (typed.deleteOn ?? '') : register.deleteOn)}
        error={errorFor(errors, 'deleteOn')}
      />
      <ButtonGroup>
        <Button>{register.version === 0 ? 'Open register' : 'Save register'}</Button>
        <Link href={routes.cases(council, inspection)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
