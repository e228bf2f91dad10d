'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { removeHeardAction } from '#lib/record/visits/actions.ts';

type RemoveHeardFormProps = { council: string; inspection: number; note: string };

/** Removes a note of what was heard, or says why it cannot. */
export function RemoveHeardForm({ council, inspection, note }: RemoveHeardFormProps) {
  const [state, action] = useFormAction(removeHeardAction);
  return (
    <Form state={state} action={action} className="mt-3">
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="id" value={note} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-4 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind="warning">Remove this note</Button>
    </Form>
  );
}
