import type { ReactNode } from 'react';
import { idOf } from '#components/ui/id-of.ts';

type SectionProps = {
  /** For links to it. */
  id?: string | undefined;
  heading: ReactNode;
  /** What the section shows, in one sentence beside the heading. */
  message?: ReactNode | undefined;
  children: ReactNode;
  /** A link or button for the whole section, at the end of the heading's line. */
  action?: ReactNode | undefined;
};

/** A section of a page under a heavy rule, labelled by its heading. */
export function Section({ id, heading, message, children, action }: SectionProps) {
  const label = idOf('heading', heading);
  return (
    <section id={id} aria-labelledby={label} className="section">
      <div className="section-heading">
        <h2 id={label} className="heading-2">
          {heading}
        </h2>
        {message && <p>{message}</p>}
        {action}
      </div>
      {children}
    </section>
  );
}
