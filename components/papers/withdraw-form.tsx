'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { type WithdrawState, withdrawPaperAction } from '#lib/exchange/papers/actions.ts';
import { routes } from '#lib/kernel/routes.ts';

type WithdrawFormProps = { council: string; id: string };

export function WithdrawForm({ council, id }: WithdrawFormProps) {
  const [state, action] = useFormAction<WithdrawState>(withdrawPaperAction);
  return (
    <Form state={state} action={action}>
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="id" value={id} />
      <ButtonGroup>
        <Button kind="warning">Withdraw this link</Button>
        <Link href={routes.paperLinks(council)}>Cancel</Link>
      </ButtonGroup>
    </Form>
  );
}
