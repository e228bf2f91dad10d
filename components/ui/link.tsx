import NextLink from 'next/link';
import type { ReactNode } from 'react';

type LinkProps = {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  /** Set for files and for anything that is not a page, so that the browser fetches it itself. */
  download?: boolean | undefined;
  'aria-current'?: 'page' | undefined;
  'aria-describedby'?: string | undefined;
};

// Nothing is fetched before it is asked for: a list of 400 rows must not become 400 requests.
export function Link({ href, children, className = 'link', download = false, ...aria }: LinkProps) {
  if (download || !href.startsWith('/')) {
    return (
      <a href={href} className={className} {...aria}>
        {children}
      </a>
    );
  }
  return (
    <NextLink href={href} className={className} prefetch={false} {...aria}>
      {children}
    </NextLink>
  );
}
