'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { type RemoveState, removeCorrectionAction } from '#lib/record/results/actions.ts';

type RemoveCorrectionFormProps = { council: string; authority: string; id: string };

export function RemoveCorrectionForm({ council, authority, id }: RemoveCorrectionFormProps) {
  const [state, action] = useFormAction<RemoveState>(removeCorrectionAction);
  return (
    <Form state={state} action={action}>
      <ErrorSummary errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="authority" value={authority} />
      <input type="hidden" name="id" value={id} />
      <ButtonGroup>
        <Button kind="warning">Remove the correction</Button>
        <Link href={routes.councilResults(council, authority)}>Cancel</Link>
      </ButtonGroup>
    </Form>
  );
}
