'use client';

import { Form } from '#components/forms/form.tsx';
import { usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { finishStepAction } from '#lib/record/inspections/actions.ts';

type DoneTodayFormProps = {
  council: string;
  inspection: number;
  step: string;
  name: string;
  version: number;
};

/** A button that marks a step as done on this day, or says why it was not. */
export function DoneTodayForm({ council, inspection, step, name, version }: DoneTodayFormProps) {
  const { sent, errors } = usePageForm(finishStepAction);
  return (
    <Form state={sent.state} action={sent.action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="version" value={version} />
      {errors[0] && (
        <p role="alert" className="font-bold text-danger">
          {errors[0].message}
        </p>
      )}
      <Button kind="secondary">
        Done today<span className="sr-only">: {name}</span>
      </Button>
    </Form>
  );
}
