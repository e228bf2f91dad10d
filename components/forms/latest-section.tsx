import type { ReactNode } from 'react';

type LatestSectionProps = { heading: string; className: string; children: ReactNode };

/** What was saved since a form was opened, to choose from. The form's error summary, whose field is `conflict`, leads here. */
export function LatestSection({ heading, className, children }: LatestSectionProps) {
  return (
    <section
      id="conflict"
      aria-labelledby="conflict-heading"
      tabIndex={-1}
      className={`${className} border-y-2 border-ink py-5`}
    >
      <h2 id="conflict-heading" className="heading-2">
        {heading}
      </h2>
      {children}
    </section>
  );
}
