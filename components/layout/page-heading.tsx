import type { ReactNode } from 'react';

type PageHeadingProps = {
  children: ReactNode;
  /** The group that the page belongs to, read as part of the heading. */
  caption?: ReactNode | undefined;
  /** One or two sentences under the heading. */
  lead?: ReactNode | undefined;
};

export function PageHeading({ children, caption, lead }: PageHeadingProps) {
  return (
    <div className="mb-8">
      <h1 className="heading-1">
        {caption && (
          <span className="mb-1 block text-19 font-normal tracking-normal text-ink-soft">
            {caption}
            <span className="sr-only">: </span>
          </span>
        )}
        {children}
      </h1>
      {lead && <p className="mt-4 max-w-text text-24">{lead}</p>}
    </div>
  );
}
