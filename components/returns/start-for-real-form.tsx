'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { INSPECTION_NAMES } from '#lib/record/inspections/rules.ts';
import { startForRealAction } from '#lib/record/returns/actions.ts';
import { LIST_NAMES } from '#lib/record/returns/rules.ts';

type StartForRealFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  title: string;
  heading: ReactNode;
};

/** Starts the inspection that a rehearsal was for. */
export function StartForRealForm({ council, inspection, list, ...props }: StartForRealFormProps) {
  const { sent, errors, typed } = usePageForm(startForRealAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list }}
    >
      <TextInput
        name="name"
        label="Name of the inspection"
        hint="For example, “CQC assessment 2027”"
        defaultValue={typed?.name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="noticeOn"
        label={INSPECTION_NAMES.noticeOn}
        hint="The day it came. For example, 16 11 2026"
        defaultValue={dateParts(typed?.noticeOn ?? '')}
        error={errorFor(errors, 'noticeOn')}
      />
      <DateInput
        name="dueOn"
        label={`${LIST_NAMES.dueOn}, the list`}
        hint="Usually three weeks after the notice. For example, 7 12 2026"
        defaultValue={dateParts(typed?.dueOn ?? '')}
        error={errorFor(errors, 'dueOn')}
      />
      <ButtonGroup>
        <Button>Start inspection</Button>
        <Link href={routes.returnList(council, inspection, list)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
