import { Link } from './link.tsx';

type PaginationProps = {
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
  /** Names the list: "Evidence pages". */
  label: string;
  /** The address of the whole list as one page, if it has one. */
  allHref?: string | undefined;
};

/** The first, last and neighbouring pages; `null` is a gap. */
export function pagesShown(page: number, pages: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((n, index) => {
    const before = sorted[index - 1];
    if (before === undefined || n - before === 1) return [n];
    return n - before === 2 ? [n - 1, n] : [null, n];
  });
}

export function Pagination({ page, pages, hrefFor, label, allHref }: PaginationProps) {
  if (pages < 2) return null;
  const box = 'inline-flex min-h-11 min-w-11 items-center justify-center px-2 tabular';
  return (
    <nav aria-label={label} className="mt-8">
      <p className="hidden print:block">
        Page {page} of {pages}
      </p>
      <ul className="flex flex-wrap items-center gap-1 print:hidden">
        {page > 1 && (
          <li className="mr-2">
            <Link href={hrefFor(page - 1)} className={`link ${box}`}>
              Previous<span className="sr-only"> page</span>
            </Link>
          </li>
        )}
        {pagesShown(page, pages).map((n, index, all) =>
          n === null ? (
            <li key={`after-${all[index - 1]}`} className={box}>
              <span aria-hidden="true">…</span>
            </li>
          ) : (
            <li key={n}>
              {n === page ? (
                <Link
                  href={hrefFor(n)}
                  aria-current="page"
                  className={`${box} border-b-4 border-accent font-bold text-ink no-underline`}
                >
                  <span className="sr-only">Page </span>
                  {n}
                </Link>
              ) : (
                <Link href={hrefFor(n)} className={`link ${box}`}>
                  <span className="sr-only">Page </span>
                  {n}
                </Link>
              )}
            </li>
          ),
        )}
        {page < pages && (
          <li className="ml-2">
            <Link href={hrefFor(page + 1)} className={`link ${box}`}>
              Next<span className="sr-only"> page</span>
            </Link>
          </li>
        )}
        {allHref && (
          <li className="ml-2">
            <Link href={allHref} className={`link ${box}`}>
              Show all on one page
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
