'use client';

import type { ReactNode } from 'react';
import { type Categories, DetailsFields } from '#components/evidence/details-fields.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { NOTE_LIMIT } from '#lib/record/evidence/rules.ts';
import { addNoteAction } from '#lib/record/notes/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type AddNoteFormProps = {
  council: string;
  statement: StatementId | undefined;
  /** Id of the statement's assessment. */
  assessment: string | undefined;
  submission: string;
  categories: Categories;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** Writes a note that becomes evidence. */
export function AddNoteForm({
  council,
  statement,
  assessment,
  submission,
  categories,
  title,
  councilName,
  heading,
}: AddNoteFormProps) {
  const { sent, errors, typed } = usePageForm(addNoteAction);
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
        categories={categories}
        first={
          <Textarea
            name="text"
            label="Note"
            hint="What was said, seen or decided, and by whom. It is kept as a text file."
            rows={9}
            maxLength={NOTE_LIMIT}
            defaultValue={typed?.text}
            error={errorFor(errors, 'text')}
          />
        }
        withUse={statement !== undefined}
      />
      <Button>Add note</Button>
    </PageForm>
  );
}
