'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { type WithdrawLinkState, withdrawLinkAction } from '#lib/record/links/actions.ts';

type WithdrawLinkFormProps = { council: string; id: string };

export function WithdrawLinkForm({ council, id }: WithdrawLinkFormProps) {
  const [state, action] = useFormAction<WithdrawLinkState>(withdrawLinkAction);
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
