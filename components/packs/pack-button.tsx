'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { askPackAgainAction, cancelPackAction, type PackState } from '#lib/exchange/packs/actions.ts';

type PackButtonProps = { council: string; number: number; does: 'cancel' | 'again' };

const BUTTONS = {
  cancel: { text: 'Cancel this pack', action: cancelPackAction },
  again: { text: 'Make it again', action: askPackAgainAction },
};

/** One thing to do with a pack. */
export function PackButton({ council, number, does }: PackButtonProps) {
  const button = BUTTONS[does];
  const [state, action] = useFormAction<PackState>(button.action);
  return (
    <Form state={state} action={action} className="mt-6">
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="number" value={number} />
      <Button kind="secondary">{button.text}</Button>
    </Form>
  );
}
