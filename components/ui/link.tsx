import type { ReactNode } from 'react';

type LinkProps = {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  'aria-current'?: 'page' | 'true' | undefined;
  'aria-describedby'?: string | undefined;
};

// The browser's own navigation: it announces the page, keeps its history and needs no script. Every page is made at its
// request, so there would be nothing to fetch ahead, and a link drawn by script costs the server more than the rest of
// a row.
export function Link({ children, className = 'link', ...attributes }: LinkProps) {
  return (
    <a dir="auto" className={className} {...attributes}>
      {children}
    </a>
  );
}
