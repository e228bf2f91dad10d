'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { takeFocus } from '#components/ui/take-focus.ts';
import { formatList } from '#lib/kernel/format.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type AttachState, attachEvidenceAction } from '#lib/record/evidence/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { SameFile, UploadValues } from './upload-answers.ts';

type SameFilesProps = {
  council: string;
  statement: StatementId | undefined;
  /** Id of the statement's assessment. */
  assessment: string | undefined;
  same: readonly SameFile[];
  /** What the person typed about the files: what they show, and where. */
  values: UploadValues;
  /** Where to continue without them. */
  onwards: string;
};

/** Lists the files already in the council's evidence, and offers to link those items to the statement instead. */
export function SameFiles({ council, statement, assessment, same, values, onwards }: SameFilesProps) {
  const [state, action] = useFormAction<AttachState>(attachEvidenceAction);
  const errors = state.status === 'refused' ? state.errors : [];
  const useful = statement ? linkable(same) : [];
  const [first, ...others] = useful;
  return (
    <>
      <ErrorSummary errors={errors} />
      {/* Above the list of uploaded files. */}
      <section ref={takeFocus} tabIndex={-1} aria-labelledby="same-files">
        <InsetText>
          <h2 id="same-files" className="heading-3">
            Already in your evidence list
          </h2>
          <ul className="my-2 space-y-2 wrap-anywhere">
            {same.map((file) => (
              <li key={`${file.name} ${file.reference}`}>
                <bdi>{file.name}</bdi> is the same file as{' '}
                <Link href={file.href}>
                  {file.reference} <bdi>{file.title}</bdi>
                </Link>
                {file.withdrawn && ', which has been withdrawn'}, so it was not added again.
                {file.attached && ` ${file.reference} is already linked to this statement.`}
              </li>
            ))}
          </ul>
          {first && (
            <Form state={state} action={action} className="mt-4 space-y-6">
              <input type="hidden" name="council" value={council} />
              <input type="hidden" name="statement" value={statement} />
              <input type="hidden" name="assessment" value={assessment} />
              <input type="hidden" name="shows" value={values.shows ?? ''} />
              <input type="hidden" name="location" value={values.location ?? ''} />
              {others.length === 0 ? (
                <input type="hidden" name="reference" value={first.reference} />
              ) : (
                <Checkboxes
                  name="reference"
                  label="Use for this statement"
                  options={useful.map(({ reference, title }) => ({
                    value: reference,
                    label: (
                      <>
                        {reference} <bdi>{title}</bdi>
                      </>
                    ),
                  }))}
                  error={errorFor(errors, 'reference')}
                />
              )}
              <ButtonGroup>
                <Button kind="secondary">
                  {others.length === 0
                    ? `Use ${first.reference} for this statement`
                    : 'Use selected evidence'}
                </Button>
                <Link href={onwards}>
                  Continue without {formatList(useful.map(({ reference }) => reference))}
                </Link>
              </ButtonGroup>
            </Form>
          )}
          {!first && (
            <p>
              <Link href={onwards}>Continue</Link>
            </p>
          )}
        </InsetText>
      </section>
    </>
  );
}

/** Each item once: two files may be the same as one. */
function linkable(same: readonly SameFile[]): readonly SameFile[] {
  const useful = same.filter(({ attached, withdrawn }) => !attached && !withdrawn);
  return [...new Map(useful.map((file) => [file.reference, file])).values()];
}
