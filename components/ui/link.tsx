import type { ReactNode } from 'react';

type LinkProps = {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  'aria-current'?: 'page' | 'true' | undefined;
  'aria-describedby'?: string | undefined;
};

// The browser's own navigation announces the page, keeps the history and needs no script. Pages are rendered on
// request, so there is nothing to prefetch, and Next's link costs more to render than the rest of a table row.
export function Link({ children, className = 'link', ...attributes }: LinkProps) {
  return (
    <a dir="auto" className={className} {...attributes}>
      {children}
    </a>
  );
}
