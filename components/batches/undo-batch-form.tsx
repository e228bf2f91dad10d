'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { type UndoBatchState, undoBatchAction } from '#lib/record/batches/actions.ts';

/** Undoes a change of many, with one button. */
export function UndoBatchForm({
  council,
  batch,
  query,
  button,
}: {
  council: string;
  batch: string;
  /** The view of the list to go back to, as its address holds it. */
  query: string;
  button: string;
}) {
  const [state, action] = useFormAction<UndoBatchState>(undoBatchAction);
  return (
    <Form state={state} action={action} leavable>
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="batch" value={batch} />
      <input type="hidden" name="query" value={query} />
      <Button kind="secondary">{button}</Button>
    </Form>
  );
}
