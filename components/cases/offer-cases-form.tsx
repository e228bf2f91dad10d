'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { offerCasesAction } from '#lib/record/cases/actions.ts';

type OfferCasesFormProps = { council: string; inspection: number; drawn: number };

/** A button that marks all that were drawn as offered to CQC. */
export function OfferCasesForm({ council, inspection, drawn }: OfferCasesFormProps) {
  const [state, action] = useFormAction(offerCasesAction);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      {state.status === 'refused' && (
        <p role="alert" className="font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind="secondary">Mark {formatCount(drawn, 'drawn case')} as offered</Button>
    </Form>
  );
}
