import { type ReactNode, useId } from 'react';

type SectionProps = {
  heading: ReactNode;
  children: ReactNode;
  /** A link or button for the whole section, at the end of the heading's line. */
  action?: ReactNode | undefined;
};

/** A section of a page under a heavy rule, labelled by its heading. */
export function Section({ heading, children, action }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-14 border-t-2 border-ink pt-4 print:mt-8">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id={id} className="heading-2">
          {heading}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
