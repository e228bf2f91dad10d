'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PurposeField, ReadForNamesField } from '#components/packs/pack-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { askAdditionsAction } from '#lib/exchange/packs/actions.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type AdditionsFormProps = {
  council: string;
  councilName: string;
  number: number;
  isPublic: boolean;
  versions: readonly { value: string; label: string; hint: string }[];
};

/** Asks for what came after a bundle. */
export function AdditionsForm({ council, councilName, number, isPublic, versions }: AdditionsFormProps) {
  const { sent, errors, typed } = usePageForm(askAdditionsAction);
  const title = `Add what came later to pack ${number}`;
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={
        <PageHeading lead="A bundle of the evidence that was not in it, and of files that were replaced since. Its page numbers follow on, so nothing that you sent changes.">
          {title}
        </PageHeading>
      }
      hidden={{ council, number }}
    >
      <PurposeField value={typed?.purpose} error={errorFor(errors, 'purpose')} />
      <Radios
        name="content"
        label="What is it made of?"
        options={versions}
        defaultValue={typed?.content}
        error={errorFor(errors, 'content')}
      />
      {isPublic && <ReadForNamesField value={typed?.readForNames} error={errorFor(errors, 'readForNames')} />}
      <ButtonGroup>
        <Button>Make the pack</Button>
        <Link href={routes.pack(council, number)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
