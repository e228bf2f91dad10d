import type { ReactNode } from 'react';
import { FormToken } from '#components/forms/form.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import { PersonalDataField } from './details-fields.tsx';
import type { ReplaceValues, SavedReplacement } from './replace-answers.ts';

type ReplaceFormProps = {
  /** Where the file is sent. */
  url: string;
  itemHref: string;
  /** The version that it replaces. */
  based: number;
  values: ReplaceValues;
  kept: SavedReplacement | null;
  accept: string;
  maxUploadMb: number;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** Replaces the file of an item: one plain form, the same with and without script. */
export function ReplaceForm(props: ReplaceFormProps) {
  const { url, itemHref, based, kept, accept, maxUploadMb, title, councilName, heading } = props;
  const errors = kept?.errors ?? [];
  const values = kept?.values ?? props.values;
  return (
    <>
      <PageTitle within={councilName} error={errors.length > 0}>
        {title}
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
        {/* What is hidden comes first: it reaches the server before the first byte of the file. */}
        <input type="hidden" name="based" value={based} />
        <FileInput
          name="file"
          label="New version of the file"
          hint={`Smaller than ${maxUploadMb}MB.`}
          accept={accept}
          error={errorFor(errors, 'file')}
        />
        <TextInput
          name="reason"
          label="Why are you replacing it?"
          hint="For example, the final version, or corrected figures. Everyone in your council can read this."
          defaultValue={values.reason}
          error={errorFor(errors, 'reason')}
        />
        <PersonalDataField
          values={values}
          errors={errors}
          label="Does the new version contain personal data?"
        />
        <DateInput
          name="datedOn"
          label={DETAIL_NAMES.datedOn}
          optional
          hint="Change it if the new version covers a later period. For example, 31 3 2026"
          defaultValue={dateParts(values.datedOn ?? '')}
          error={errorFor(errors, 'datedOn')}
        />
        <DateInput
          name="reviewBy"
          label={DETAIL_NAMES.reviewBy}
          optional
          hint="When the new version should be looked at again. For example, 31 3 2027"
          defaultValue={dateParts(values.reviewBy ?? '')}
          error={errorFor(errors, 'reviewBy')}
        />
        <ButtonGroup>
          <Button>Replace the file</Button>
          <Link href={itemHref}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
