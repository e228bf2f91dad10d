'use client';

import type { ReactNode } from 'react';
import { DetailsFields } from '#components/evidence/details-fields.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import { NOTE_LIMIT, TITLE_LIMIT } from '#lib/record/evidence/rules.ts';
import { addNoteAction } from '#lib/record/notes/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type AddNoteFormProps = {
  council: string;
  statement: StatementId | undefined;
  /** Id of the statement's assessment. */
  assessment: string | undefined;
  submission: string;
  /** The recording whose transcript it is. */
  recording: { readonly reference: string; readonly title: string } | null;
  choices: DetailChoices;
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
  recording,
  choices,
  title,
  councilName,
  heading,
}: AddNoteFormProps) {
  const { sent, errors, typed } = usePageForm(addNoteAction);
  const values = typed ?? {
    marking: 'OFFICIAL',
    ...(recording && { title: `Transcript of ${recording.title}`.slice(0, TITLE_LIMIT) }),
  };
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
        transcriptOf: recording?.reference ?? '',
      }}
    >
      <DetailsFields
        values={values}
        errors={errors}
        choices={choices}
        first={
          <Textarea
            name="text"
            label={recording ? 'Transcript' : 'Note'}
            hint={
              recording
                ? 'What is said, and who says it. Describe other sounds and what is seen if they matter.'
                : 'What was said, seen or decided, and by whom. It is kept as a text file.'
            }
            rows={9}
            maxLength={NOTE_LIMIT}
            defaultValue={typed?.text}
            error={errorFor(errors, 'text')}
          />
        }
        statement={statement}
      />
      <Button>{recording ? 'Add transcript' : 'Add note'}</Button>
    </PageForm>
  );
}
