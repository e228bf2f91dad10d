'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { unsendReturnAction } from '#lib/record/returns/actions.ts';

type UnsendFormProps = { council: string; inspection: number; list: number; version: number };

/** Marks a list as not sent after all, or says why not. */
export function UnsendForm({ council, inspection, list, version }: UnsendFormProps) {
  const [state, action] = useFormAction(unsendReturnAction);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="version" value={version} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-4 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <ButtonGroup>
        <Button kind="secondary">Mark as not sent</Button>
        <Link href={routes.returnList(council, inspection, list)}>Cancel</Link>
      </ButtonGroup>
    </Form>
  );
}
