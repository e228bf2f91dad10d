import { type ReactNode, useId } from 'react';

type SectionProps = {
  heading: ReactNode;
  /** What the section shows, in one sentence beside the heading. */
  message?: ReactNode | undefined;
  children: ReactNode;
  /** A link or button for the whole section, at the end of the heading's line. */
  action?: ReactNode | undefined;
};

/** A section of a page under a heavy rule, labelled by its heading. */
export function Section({ heading, message, children, action }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="section">
      <div className="section-heading">
        <h2 id={id} className="heading-2">
          {heading}
        </h2>
        {message && <p>{message}</p>}
        {action}
      </div>
      {children}
    </section>
  );
}
