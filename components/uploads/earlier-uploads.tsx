'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { removeUploadAction } from '#lib/record/uploads/actions.ts';
import { UPLOAD_DAYS, type UploadState } from '#lib/record/uploads/rules.ts';
import { FileLine, Saved } from './file-row.tsx';

export type EarlierUpload = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly modified: number;
  readonly bytes: number;
  readonly received: number;
  readonly state: UploadState;
  /** Why it was refused. */
  readonly message: string;
};

type EarlierUploadsProps = {
  council: string;
  from: string | undefined;
  uploads: readonly EarlierUpload[];
};

/** The person's uploads that are not in the evidence list, to continue or remove. */
export function EarlierUploads({ council, from, uploads }: EarlierUploadsProps) {
  const [state, action] = useFormAction(removeUploadAction);
  return (
    <section aria-labelledby="earlier" className="mt-8">
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <h2 id="earlier" className="heading-2">
        Files from earlier
      </h2>
      <p className="mt-2 max-w-text">
        These are not in the evidence list yet. To finish an unfinished file, choose it again. Files are
        removed after {UPLOAD_DAYS} days without a change.
      </p>
      <Form state={state} action={action} leavable>
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="from" value={from ?? ''} />
        <ul className="mt-2 border-t border-rule">
          {uploads.map((upload) => (
            <FileLine key={upload.id} {...upload} isWrong={upload.state === 'refused'}>
              <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
                {upload.state === 'ready' && <Saved />}
                {upload.state === 'receiving' && (
                  <p>Not finished: {Math.floor((100 * upload.received) / upload.bytes)}% saved</p>
                )}
                {upload.state === 'refused' && <p className="font-bold text-danger">{upload.message}</p>}
                <LinkButton name="upload" value={upload.id}>
                  Remove
                  <span className="sr-only">
                    {' '}
                    <bdi>{upload.name}</bdi>
                  </span>
                </LinkButton>
              </div>
            </FileLine>
          ))}
        </ul>
      </Form>
    </section>
  );
}
