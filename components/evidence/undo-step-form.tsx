'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import {
  type LifeState,
  releaseEvidenceAction,
  restoreEvidenceAction,
} from '#lib/record/evidence/actions.ts';

const UNDO = {
  withdrawn: { action: restoreEvidenceAction, button: 'Use again' },
  held: { action: releaseEvidenceAction, button: 'Release the hold' },
} as const;

type UndoStepFormProps = { council: string; reference: string; step: keyof typeof UNDO };

/** Ends a withdrawal or a hold, with one button. */
export function UndoStepForm({ council, reference, step }: UndoStepFormProps) {
  const [state, action] = useFormAction<LifeState>(UNDO[step].action);
  return (
    <Form state={state} action={action} leavable>
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="reference" value={reference} />
      <Button kind="secondary">{UNDO[step].button}</Button>
    </Form>
  );
}
