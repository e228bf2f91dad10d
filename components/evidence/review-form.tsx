'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor, type StateOf } from '#lib/platform/forms/form-state.ts';
import { reviewEvidenceAction } from '#lib/record/evidence/actions.ts';

type ReviewFormProps = {
  council: string;
  reference: string;
  /** The last day to review it, and a day to review it again. */
  reviewBy: CalendarDate;
  again: CalendarDate;
};

/** Notes with one button that an item is still current, and when to review it again. */
export function ReviewForm({ council, reference, reviewBy, again }: ReviewFormProps) {
  const [state, action] = useFormAction<StateOf<typeof reviewEvidenceAction>>(reviewEvidenceAction);
  const refused = state.status === 'refused' ? state : null;
  const errors = refused?.errors ?? [];
  return (
    <Form state={state} action={action} leavable className="space-y-4">
      <ErrorSummary submission={state} errors={errors} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="seen" value={reviewBy} />
      <DateInput
        name="reviewBy"
        label="Review again by"
        defaultValue={dateParts(refused?.values.reviewBy ?? again)}
        error={errorFor(errors, 'reviewBy')}
      />
      <Button kind="secondary">Still current</Button>
    </Form>
  );
}
