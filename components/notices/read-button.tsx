'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { markAllNoticesReadAction, markNoticeReadAction, type ReadState } from '#lib/work/notices/actions.ts';

type ReadButtonProps = {
  council: string;
  /** Id of the notice or, to mark all, of the newest on the page. */
  notice: string;
  all?: boolean | undefined;
  /** The page of the list to return to. */
  page: number;
  children: ReactNode;
};

/** Marks one notice as read, or all up to the newest on the page. */
export function ReadButton({ council, notice, all = false, page, children }: ReadButtonProps) {
  const [state, action] = useFormAction<ReadState>(all ? markAllNoticesReadAction : markNoticeReadAction);
  return (
    <Form state={state} action={action} className="print:hidden">
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="notice" value={notice} />
      <input type="hidden" name="page" value={page} />
      {state.status === 'refused' && (
        <p role="alert" className="mb-2 max-w-text font-bold text-danger">
          {state.errors[0]?.message}
        </p>
      )}
      {all ? <Button kind="secondary">{children}</Button> : <LinkButton>{children}</LinkButton>}
    </Form>
  );
}
