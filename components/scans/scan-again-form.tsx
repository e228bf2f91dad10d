'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { type ScanAgainState, scanAgainAction } from '#lib/record/scans/actions.ts';

type ScanAgainFormProps = { council: string; reference: string };

/** Has a file checked again that was not found clean, with one button. */
export function ScanAgainForm({ council, reference }: ScanAgainFormProps) {
  const [state, action] = useFormAction<ScanAgainState>(scanAgainAction);
  return (
    <div className="mt-4 print:hidden">
      <Form state={state} action={action} leavable>
        <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="reference" value={reference} />
        <Button kind="secondary">Check again</Button>
      </Form>
    </div>
  );
}
