import type { ReactNode } from 'react';

type LatestSectionProps = { heading: string; className: string; children: ReactNode };

/** The version saved since a form was opened. The error summary links here through the field `conflict`. */
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
