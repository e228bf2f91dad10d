'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { startInspectionAction } from '#lib/record/inspections/actions.ts';
import { INSPECTION_KINDS, KIND_NAMES } from '#lib/record/inspections/plans.ts';
import { INSPECTION_NAMES } from '#lib/record/inspections/rules.ts';

type StartFormProps = { council: string; councilName: string };

export function StartForm({ council, councilName }: StartFormProps) {
  const { sent, errors, typed } = usePageForm(startInspectionAction);
  return (
    <PageForm
      {...sent}
      title="Start an inspection"
      within={councilName}
      heading={
        <PageHeading lead="We work out when each step is due, from the date of the notice. You can change every date.">
          Start an inspection
        </PageHeading>
      }
      hidden={{ council }}
    >
      <Radios
        name="kind"
        label={INSPECTION_NAMES.kind}
        options={INSPECTION_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
        defaultValue={typed?.kind}
        error={errorFor(errors, 'kind')}
      />
      <TextInput
        name="name"
        label={INSPECTION_NAMES.name}
        hint="For example, “CQC assessment 2026”"
        defaultValue={typed?.name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="noticeOn"
        label={INSPECTION_NAMES.noticeOn}
        hint="The day it came, or for a rehearsal the day you start. For example, 16 11 2026"
        defaultValue={dateParts(typed?.noticeOn ?? '')}
        error={errorFor(errors, 'noticeOn')}
      />
      <Checkboxes
        name="rehearsal"
        label={INSPECTION_NAMES.rehearsal}
        hint="Practice with the same dates. The summary does not count down to it."
        optional
        options={[{ value: 'yes', label: 'This is a rehearsal' }]}
        defaultValues={typed?.rehearsal?.split(',')}
        error={errorFor(errors, 'rehearsal')}
      />
      <ButtonGroup>
        <Button>Start inspection</Button>
        <Link href={routes.inspections(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
