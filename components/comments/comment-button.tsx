'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';
import {
  deleteCommentAction,
  markReadAction,
  reopenThreadAction,
  resolveThreadAction,
  type ThreadState,
} from '#lib/work/comments/actions.ts';

const ACTIONS = {
  resolve: resolveThreadAction,
  reopen: reopenThreadAction,
  delete: deleteCommentAction,
  read: markReadAction,
} as const;

type CommentButtonProps = {
  does: keyof typeof ACTIONS;
  council: string;
  /** "QS1" or "E12". */
  subject: string;
  /** Id of the comment, or of a thread's first one. None to mark all as read. */
  comment?: string | undefined;
  children: ReactNode;
};

/** One action on a comment, as a form of its own with its error beside it. */
export function CommentButton({ does, council, subject, comment, children }: CommentButtonProps) {
  const [state, action] = useFormAction<ThreadState>(ACTIONS[does]);
  return (
    <Form state={state} action={action} className="print:hidden">
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="comment" value={comment ?? ''} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-2 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      {does === 'delete' ? <Button kind="warning">{children}</Button> : <LinkButton>{children}</LinkButton>}
    </Form>
  );
}
