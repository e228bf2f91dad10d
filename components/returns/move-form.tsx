'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import {
  readyItemsAction,
  reopenItemsAction,
  signItemsAction,
  unreadyItemsAction,
} from '#lib/record/returns/actions.ts';
import type { Move } from '#lib/record/returns/state.ts';

const MOVES: Readonly<Record<Move, { readonly action: typeof readyItemsAction; readonly text: string }>> = {
  ready: { action: readyItemsAction, text: 'Mark as ready' },
  unready: { action: unreadyItemsAction, text: 'Not ready after all' },
  sign: { action: signItemsAction, text: 'Sign off' },
  reopen: { action: reopenItemsAction, text: 'Open again' },
};

type MoveFormProps = {
  council: string;
  inspection: number;
  list: number;
  /** The items with their versions: "12-5,13-2". */
  items: string;
  move: Move;
  kind?: 'primary' | 'secondary';
};

/** Moves items to another state, or says why not. */
export function MoveForm({ council, inspection, list, items, move, kind = 'secondary' }: MoveFormProps) {
  const { action: send, text } = MOVES[move];
  const [state, action] = useFormAction(send);
  return (
    <Form state={state} action={action}>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="items" value={items} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-4 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      <Button kind={kind}>{text}</Button>
    </Form>
  );
}
