'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { markSeenAction, type SeenState } from '#lib/history/activity/actions.ts';

/** `through`: the newest change on the page. Later changes stay unseen. */
export function MarkSeenForm({ council, through }: { council: string; through: number }) {
  const [state, action] = useFormAction<SeenState>(markSeenAction);
  return (
    <>
      <ErrorSummary errors={state.status === 'refused' ? state.errors : []} />
      <Form state={state} action={action}>
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="through" value={through} />
        <Button kind="secondary">Mark as seen</Button>
      </Form>
    </>
  );
}
