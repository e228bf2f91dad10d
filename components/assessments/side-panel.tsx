import type { ReactNode } from 'react';

type SidePanelProps = {
  /** For links to it from the top of the page. */
  id: string;
  heading: string;
  /** A word or a count at the end of the heading's line. */
  state?: ReactNode | undefined;
  children: ReactNode;
};

/** A section of the column beside a statement's text. */
export function SidePanel({ id, heading, state, children }: SidePanelProps) {
  return (
    <section aria-labelledby={id} className="panel">
      <h2 id={id} tabIndex={-1}>
        {heading}
      </h2>
      {state && <p className="panel-state">{state}</p>}
      {children}
    </section>
  );
}
