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
import { changeReturnAction } from '#lib/record/returns/actions.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import { LIST_NAMES } from '#lib/record/returns/rules.ts';

type ChangeFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: Pick<ReturnList, 'number' | 'name' | 'askedOn' | 'dueOn' | 'version'>;
};

/** Changes the name and dates of a list. */
export function ChangeForm({ council, councilName, inspection, list }: ChangeFormProps) {
  const { sent, errors, typed } = usePageForm(changeReturnAction);
  return (
    <PageForm
      {...sent}
      title="Change name and dates"
      within={councilName}
      heading={<PageHeading caption={list.name}>Change name and dates</PageHeading>}
      hidden={{ council, inspection, list: list.number, version: typed?.version ?? list.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: LIST_NAMES.name, value: list.name },
              { key: LIST_NAMES.askedOn, value: formatDate(list.askedOn) },
              { key: LIST_NAMES.dueOn, value: formatDate(list.dueOn) },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="name"
        label={LIST_NAMES.name}
        defaultValue={typed ? typed.name : list.name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="askedOn"
        label={LIST_NAMES.askedOn}
        hint="For example, 16 11 2026"
        defaultValue={dateParts(typed ? (typed.askedOn ?? '') : list.askedOn)}
        error={errorFor(errors, 'askedOn')}
      />
      <DateInput
        name="dueOn"
        label={LIST_NAMES.dueOn}
        hint="Items without a date of their own are due then. For example, 7 12 2026"
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : list.dueOn)}
        error={errorFor(errors, 'dueOn')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.returnList(council, inspection, list.number)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
