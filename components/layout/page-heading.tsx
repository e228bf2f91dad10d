import type { ReactNode } from 'react';

type PageHeadingProps = {
  children: ReactNode;
  /** The page's group, read as part of the heading. */
  caption?: ReactNode | undefined;
  /** Its period or date, shown above the heading but not part of its name. */
  dates?: string | undefined;
  /** One or two sentences under the heading. */
  lead?: ReactNode | undefined;
  /** `medium` if something else on the page is larger, such as a result. */
  size?: 'large' | 'medium' | undefined;
};

export function PageHeading({ children, caption, dates, lead, size = 'large' }: PageHeadingProps) {
  return (
    <div className="mb-8">
      {dates && <p className="mb-1 text-ink-soft">{dates}</p>}
      <h1
        className={
          size === 'large' ? 'heading-1' : 'text-32 leading-tight font-bold tracking-tight text-balance'
        }
      >
        {caption && (
          <span className="mb-1 block text-19 font-normal tracking-normal text-ink-soft">
            <bdi>{caption}</bdi>
            <span className="sr-only">: </span>
          </span>
        )}
        <bdi>{children}</bdi>
      </h1>
      {lead && <p className="mt-4 max-w-text text-24">{lead}</p>}
    </div>
  );
}
