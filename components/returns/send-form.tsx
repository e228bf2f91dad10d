'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { sendReturnAction } from '#lib/record/returns/actions.ts';
import { LIST_NAMES } from '#lib/record/returns/rules.ts';

type SendFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  version: number;
  /** The packs that were made, newest first. */
  packs: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
};

/** Marks a list as sent, with the pack that was sent. */
export function SendForm({ council, inspection, list, version, packs, ...props }: SendFormProps) {
  const { sent, errors, typed } = usePageForm(sendReturnAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list, version: typed?.version ?? version }}
    >
      {errorFor(errors, 'conflict') && <p id="conflict">The list as it is now is above.</p>}
      <DateInput
        name="sentOn"
        label={LIST_NAMES.sentOn}
        hint="For example, 4 12 2026"
        defaultValue={dateParts(typed?.sentOn ?? '')}
        error={errorFor(errors, 'sentOn')}
      />
      <Select
        name="pack"
        label="Evidence pack that was sent"
        placeholder="None, or sent in another way"
        options={packs}
        defaultValue={typed?.pack}
        error={errorFor(errors, 'pack')}
      />
      <ButtonGroup>
        <Button>Mark as sent</Button>
        <Link href={routes.returnList(council, inspection, list)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
