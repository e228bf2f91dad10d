import type { ReactNode } from 'react';
import { FormToken } from '#components/forms/form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type DiscardFormProps = {
  council: string;
  statement: StatementId;
  /** The pages whose drafts are discarded. */
  pages: readonly string[];
  /** The button's label. */
  children: ReactNode;
};

/** A plain form for a route handler: the page then reloads without the draft in its fields. */
export function DiscardForm({ council, statement, pages, children }: DiscardFormProps) {
  return (
    <form method="post" action={routes.discardDraft(council, statement)}>
      <FormToken />
      {pages.map((page) => (
        <input key={page} type="hidden" name="page" value={page} />
      ))}
      {children}
    </form>
  );
}
