'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import {
  type MeasureButtonState,
  removeTargetAction,
  removeValueAction,
} from '#lib/record/measures/actions.ts';

type MeasureButtonProps = {
  council: string;
  measure: string;
  /** Id of the value to remove; without it the target. */
  value?: string;
};

/** Removes a value or the target, or says why it cannot. */
export function MeasureButton({ council, measure, value }: MeasureButtonProps) {
  const [state, action] = useFormAction<MeasureButtonState>(
    value === undefined ? removeTargetAction : removeValueAction,
  );
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="measure" value={measure} />
      {value !== undefined && <input type="hidden" name="value" value={value} />}
      {state.status === 'refused' && (
        <p role="alert" className="mb-4 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind="warning">{value === undefined ? 'Remove the target' : 'Remove the value'}</Button>
    </Form>
  );
}
