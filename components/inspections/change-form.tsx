'use client';

import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeInspectionAction } from '#lib/record/inspections/actions.ts';
import type { Inspection } from '#lib/record/inspections/queries.ts';
import { INSPECTION_NAMES } from '#lib/record/inspections/rules.ts';

type ChangeFormProps = {
  council: string;
  councilName: string;
  inspection: Pick<Inspection, 'number' | 'name' | 'noticeOn' | 'version'>;
};

export function ChangeForm({ council, councilName, inspection }: ChangeFormProps) {
  const { sent, errors, typed } = usePageForm(changeInspectionAction);
  const { number, name, noticeOn, version } = inspection;
  return (
    <PageForm
      {...sent}
      title="Change name and notice"
      within={councilName}
      heading={
        <PageHeading caption={name} lead="Dates that were worked out from the notice move with it.">
          Change name and notice
        </PageHeading>
      }
      hidden={{ council, inspection: number, version: typed?.version ?? version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: INSPECTION_NAMES.name, value: name },
              { key: INSPECTION_NAMES.noticeOn, value: formatDate(noticeOn) },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="name"
        label={INSPECTION_NAMES.name}
        defaultValue={typed ? typed.name : name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="noticeOn"
        label={INSPECTION_NAMES.noticeOn}
        hint="For example, 16 11 2026"
        defaultValue={dateParts(typed ? (typed.noticeOn ?? '') : noticeOn)}
        error={errorFor(errors, 'noticeOn')}
      />
      <ButtonGroup>
        <Button>Save changes</Button>
        <Link href={routes.inspection(council, number)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
