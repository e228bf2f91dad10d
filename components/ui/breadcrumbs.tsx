import { Link } from './link.tsx';

export type Crumb = { href: string; text: string };

/** The pages above this one, without the page itself. Goes before `main`. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  if (items.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className="text-16 print:hidden">
      <ol className="flex flex-wrap gap-y-1">
        {items.map((item, index) => (
          <li key={item.href} className="flex items-center">
            {index > 0 && (
              <svg viewBox="0 0 8 12" aria-hidden="true" className="mx-2.5 h-2.5 w-2 shrink-0">
                <path d="M1 1 L7 6 L1 11" fill="none" className="mark-line" />
              </svg>
            )}
            <Link href={item.href} className="link inline-block min-h-6 text-ink">
              {item.text}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
