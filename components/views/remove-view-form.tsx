'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { type RemoveViewState, removeViewAction } from '#lib/record/views/actions.ts';

/** Removes a view, with one button: it can be saved again in a moment. */
export function RemoveViewForm({ council, view }: { council: string; view: string }) {
  const [state, action] = useFormAction<RemoveViewState>(removeViewAction);
  return (
    <Form state={state} action={action} leavable>
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="view" value={view} />
      <Button kind="secondary">Remove this view</Button>
    </Form>
  );
}
