import type { ReactNode } from 'react';
import { FormToken } from '#components/forms/form.tsx';

type DiscardFormProps = {
  /** `routes.discardDraft`, which is not imported here: it would come to the browser with all of routes. */
  action: string;
  /** The pages whose drafts are discarded. */
  pages: readonly string[];
  /** The button's label. */
  children: ReactNode;
};

/** A plain form for a route handler: the page then reloads without the draft in its fields. */
export function DiscardForm({ action, pages, children }: DiscardFormProps) {
  return (
    <form method="post" action={action}>
      <FormToken />
      {pages.map((page) => (
        <input key={page} type="hidden" name="page" value={page} />
      ))}
      {children}
    </form>
  );
}
