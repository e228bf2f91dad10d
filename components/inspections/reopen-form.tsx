'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { reopenInspectionAction } from '#lib/record/inspections/actions.ts';

type ReopenFormProps = { council: string; inspection: number; version: number };

/** Opens an inspection again, or says why it cannot. */
export function ReopenForm({ council, inspection, version }: ReopenFormProps) {
  const [state, action] = useFormAction(reopenInspectionAction);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="version" value={version} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-4 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind="secondary">Open again</Button>
    </Form>
  );
}
