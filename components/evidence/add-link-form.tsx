'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { addLinkAction } from '#lib/record/evidence/actions.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { DetailsFields } from './details-fields.tsx';

type AddLinkFormProps = {
  council: string;
  statement: StatementId | undefined;
  /** Id of the statement's assessment. */
  assessment: string | undefined;
  submission: string;
  choices: DetailChoices;
  title: string;
  councilName: string;
  heading: ReactNode;
};

export function AddLinkForm({
  council,
  statement,
  assessment,
  submission,
  choices,
  title,
  councilName,
  heading,
}: AddLinkFormProps) {
  const { sent, errors, typed } = usePageForm(addLinkAction);
  const values = typed ?? { marking: 'OFFICIAL' };
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
      className="space-y-8"
      hidden={{
        council,
        submission: typed?.submission ?? submission,
        statement: statement ?? '',
        assessment: assessment ?? '',
      }}
    >
      <DetailsFields
        values={values}
        errors={errors}
        choices={choices}
        first={
          <TextInput
            name="url"
            label="Address of the document"
            hint="Starts with https:// or http://. Check that assessors can open it."
            type="url"
            autoComplete="off"
            spellCheck={false}
            defaultValue={typed?.url}
            error={errorFor(errors, 'url')}
          />
        }
        statement={statement}
      />
      <Button>Add link</Button>
    </PageForm>
  );
}
