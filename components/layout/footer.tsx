import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';

type FooterProps = {
  links: readonly { href: string; text: string }[];
  /** Version, licence and credits. */
  children?: ReactNode | undefined;
  wide?: boolean | undefined;
};

export function Footer({ links, children, wide = false }: FooterProps) {
  return (
    <footer className="mt-auto border-t border-rule bg-tint text-16 print:hidden">
      <div className={`${wide ? 'page-width-wide' : 'page-width'} py-8`}>
        <ul className="flex flex-wrap gap-x-8 gap-y-3">
          {links.map((link) => (
            <li key={link.href}>
              <Link href={link.href} className="link inline-block min-h-6 text-ink">
                {link.text}
              </Link>
            </li>
          ))}
        </ul>
        {children && <div className="mt-4 max-w-text text-ink-soft">{children}</div>}
      </div>
    </footer>
  );
}
