'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { endNamedAction } from '#lib/record/inspections/actions.ts';

type EndNamedFormProps = {
  council: string;
  inspection: number;
  named: string;
  /** "Sam Patel as keeper of cases". */
  what: string;
};

/** A button that ends that somebody is named. */
export function EndNamedForm({ council, inspection, named, what }: EndNamedFormProps) {
  const [state, action] = useFormAction(endNamedAction);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="named" value={named} />
      {state.status === 'refused' && (
        <p role="alert" className="font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind="secondary">
        End<span className="sr-only"> {what}</span>
      </Button>
    </Form>
  );
}
