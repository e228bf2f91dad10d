import { Link } from './link.tsx';

type FilterChipsProps = {
  /** The active filters, each with the address of the list without it. */
  chips: readonly { readonly text: string; readonly href: string }[];
  clearHref: string;
};

/** A list's active filters, each a link that removes it. */
export function FilterChips({ chips, clearHref }: FilterChipsProps) {
  if (chips.length === 0) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3 print:hidden">
      <h2 className="text-16 font-semibold">Filters in use</h2>
      <ul className="flex flex-wrap gap-2">
        {chips.map(({ text, href }) => (
          <li key={text}>
            <Link
              href={href}
              className="inline-flex min-h-8 items-center gap-2 border border-rule-strong bg-field px-2.5 text-16 wrap-anywhere text-ink no-underline hover:border-ink hover:bg-accent-tint"
            >
              <span className="sr-only">Remove filter: </span>
              {text}
              <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
                <path d="M1 1 L11 11 M11 1 L1 11" fill="none" strokeWidth="2" className="mark-line" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      {chips.length > 1 && (
        <Link href={clearHref} className="link text-16">
          Clear all filters
        </Link>
      )}
    </div>
  );
}
