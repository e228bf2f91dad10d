import type { ReactNode } from 'react';

/** Text set apart: an example, a quotation, an aside. */
export function InsetText({ children }: { children: ReactNode }) {
  return <div className="my-6 max-w-text border-l-4 border-rule-strong py-2 pl-4">{children}</div>;
}
