import type { ReactNode } from 'react';

type PageHeadingProps = {
  children: ReactNode;
  /** The page's group, read as part of the heading. */
  caption?: ReactNode | undefined;
  /** Its period or date, shown above the heading but not part of its name. */
  dates?: string | undefined;
  /** One or two sentences under the heading. */
  lead?: ReactNode | undefined;
};

export function PageHeading({ children, caption, dates, lead }: PageHeadingProps) {
  return (
    <div className="mb-6">
      {dates && <p className="mb-1 text-ink-soft">{dates}</p>}
      <h1 className="heading-1">
        {caption && (
          <span className="mb-1 block text-19 font-normal tracking-normal text-ink-soft">
            <bdi>{caption}</bdi>
            <span className="sr-only">: </span>
          </span>
        )}
        <bdi>{children}</bdi>
      </h1>
      {lead && <p className="mt-2 max-w-text">{lead}</p>}
    </div>
  );
}
