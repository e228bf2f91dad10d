'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { FormToken } from '#components/forms/form.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Link } from '#components/ui/link.tsx';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { DetailsFields } from './details-fields.tsx';
import { SameFiles } from './same-files.tsx';
import type { SavedUpload } from './upload-answers.ts';
import { rowId, UploadRows } from './upload-rows.tsx';
import { type UploadTexts, useUploads } from './use-uploads.ts';

type UploadFormProps = {
  council: string;
  /** Where the files are sent, and where to continue. */
  url: string;
  doneHref: string;
  statement: StatementId | undefined;
  /** Id of the statement's assessment. */
  assessment: string | undefined;
  submission: string;
  choices: DetailChoices;
  kept: SavedUpload | null;
  accept: string;
  mostFiles: number;
  maxUploadMb: number;
  texts: UploadTexts;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** Uploads files as evidence: file by file with progress where script runs, as one plain form where it does not. */
export function UploadForm(props: UploadFormProps) {
  const { council, statement, url, doneHref, kept } = props;
  const router = useRouter();
  // Kept for as long as the form is open, even if the page around it is rendered again.
  const [submission] = useState(kept?.values.submission ?? props.submission);
  const { rows, errors, same, values, busy, announcement, form, submit, remove } = useUploads({
    url,
    mostFiles: props.mostFiles,
    maxBytes: props.maxUploadMb * 1024 ** 2,
    texts: props.texts,
    errors: kept?.errors ?? [],
    same: kept?.same ?? [],
    values: kept?.values ?? { marking: 'OFFICIAL' },
    onDone: (to) => window.location.assign(to ?? doneHref),
    onClosed: () => router.refresh(),
  });
  const fileErrors = errors.filter(({ field, row }) => field === 'file' && row === undefined);
  const added = rows.flatMap((row) => (row.phase === 'added' ? [row.reference] : []));
  return (
    <>
      <PageTitle within={props.councilName} error={errors.length > 0}>
        {props.title}
      </PageTitle>
      <ErrorSummary
        submission={errors}
        errors={errors.map(({ field, message, row }) => ({
          field: row === undefined ? field : rowId(rows.findIndex(({ id }) => id === row)),
          message,
        }))}
      />
      {props.heading}
      {same.length > 0 && !busy && (
        <SameFiles
          council={council}
          statement={statement}
          assessment={props.assessment}
          same={same}
          values={values}
          onwards={doneHref}
        />
      )}
      <form
        ref={form}
        action={url}
        method="post"
        encType="multipart/form-data"
        noValidate
        onSubmit={submit}
        className="space-y-8"
      >
        <FormToken />
        <UnsavedGuard refused={errors.length > 0} sending={busy} />
        <input type="hidden" name="submission" value={submission} />
        <input type="hidden" name="statement" value={statement ?? ''} />
        <input type="hidden" name="assessment" value={props.assessment ?? ''} />
        {/* What is hidden comes first: it reaches the server before the first byte of a file. */}
        <DetailsFields
          values={values}
          errors={errors}
          choices={props.choices}
          first={
            <>
              <FileInput
                name="file"
                label="Files"
                hint={props.texts.files}
                multiple
                accept={props.accept}
                error={
                  fileErrors.length > 0 ? fileErrors.map(({ message }) => message).join('. ') : undefined
                }
              />
              <UploadRows rows={rows} onRemove={remove} />
            </>
          }
          titleHint={props.texts.title}
          statement={statement}
        />
        <p role="status" className="sr-only">
          {announcement}
        </p>
        <ButtonGroup>
          <Button>Upload</Button>
          {added.length > 0 && !busy && <Link href={doneHref}>Continue with the files you added</Link>}
        </ButtonGroup>
      </form>
    </>
  );
}
