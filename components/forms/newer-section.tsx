import type { ReactNode } from 'react';

type NewerSectionProps = { heading: string; className: string; children: ReactNode };

/** What was saved since a form was opened, to choose from. The form's error summary, whose field is `newer`, leads here. */
export function NewerSection({ heading, className, children }: NewerSectionProps) {
  return (
    <section
      id="newer"
      aria-labelledby="newer-heading"
      tabIndex={-1}
      className={`${className} border-y-2 border-ink py-5`}
    >
      <h2 id="newer-heading" className="heading-2">
        {heading}
      </h2>
      {children}
    </section>
  );
}
