export type Crumb = { href: string; text: string };

/** The pages above this one, without the page itself. Goes before `main`. Narrow screens show only the nearest. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  if (items.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className="breadcrumbs">
      <ol>
        {items.map(({ href, text }) => (
          <li key={href}>
            <a dir="auto" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
