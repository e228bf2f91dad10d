import type { ReactNode } from 'react';
import { FormToken } from '#components/forms/form.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { SavedDraftForm } from './draft-answers.ts';

type DraftFormProps = {
  /** Where the file is sent. */
  url: string;
  backHref: string;
  kept: SavedDraftForm | null;
  maxUploadMb: number;
  councilName: string;
  heading: ReactNode;
};

/** Sends a draft report: one plain form, the same with and without script. */
export function DraftForm({ url, backHref, kept, maxUploadMb, councilName, heading }: DraftFormProps) {
  const errors = kept?.errors ?? [];
  return (
    <>
      <PageTitle within={councilName} error={errors.length > 0}>
        Upload the draft report
      </PageTitle>
      <ErrorSummary errors={errors} />
      {heading}
      <form
        action={url}
        method="post"
        encType="multipart/form-data"
        noValidate
        className="max-w-text space-y-8"
      >
        <FormToken />
        <UnsavedGuard refused={errors.length > 0} />
        <DateInput
          name="receivedOn"
          label="Date it came"
          hint="The ten working days count from the day after. For example, 11 4 2025"
          defaultValue={dateParts(kept?.receivedOn ?? '')}
          error={errorFor(errors, 'receivedOn')}
        />
        <FileInput
          name="file"
          label="The draft report"
          hint={`A PDF smaller than ${maxUploadMb}MB, of up to 500 pages.`}
          accept=".pdf,application/pdf"
          error={errorFor(errors, 'file')}
        />
        <ButtonGroup>
          <Button>Upload draft</Button>
          <Link href={backHref}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
