'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { endInspectionAction } from '#lib/record/inspections/actions.ts';
import type { Inspection } from '#lib/record/inspections/queries.ts';
import { INSPECTION_NAMES } from '#lib/record/inspections/rules.ts';

type FinishFormProps = {
  council: string;
  councilName: string;
  inspection: Pick<Inspection, 'number' | 'name' | 'noticeOn' | 'version'>;
  title: string;
  /** With what is still open. */
  heading: ReactNode;
};

export function FinishForm({ council, councilName, inspection, title, heading }: FinishFormProps) {
  const { sent, errors, typed } = usePageForm(endInspectionAction);
  const { number, name, noticeOn, version } = inspection;
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
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
      <Radios
        name="state"
        label="How it ended"
        options={[
          { value: 'finished', label: 'Finished', hint: 'All of it took place' },
          { value: 'abandoned', label: 'Abandoned', hint: 'It was called off or started by mistake' },
        ]}
        defaultValue={typed?.state}
        error={errorFor(errors, 'state')}
      />
      <DateInput
        name="endedOn"
        label="Date it ended"
        hint="For example, 21 6 2027"
        defaultValue={dateParts(typed?.endedOn ?? '')}
        error={errorFor(errors, 'endedOn')}
      />
      <ButtonGroup>
        <Button>End inspection</Button>
        <Link href={routes.inspection(council, number)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
