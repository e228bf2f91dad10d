import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { type EvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { BUILT_IN_VIEWS, queryOf, type SavedView } from '#lib/record/views/rules.ts';

type ViewLinksProps = {
  council: string;
  /** What the list shows. */
  view: EvidenceView;
  saved: readonly SavedView[];
  maySave: boolean;
};

/** The views of the list that have a name, and saving the one that it shows. */
export function ViewLinks({ council, view, saved, maySave }: ViewLinksProps) {
  const here = queryOf(view);
  const views = [
    ...BUILT_IN_VIEWS.map((one) => ({ key: one.name, name: one.name, query: queryOf(one.view) })),
    ...saved.map(({ id, name, query }) => ({ key: id, name, query })),
  ];
  const isNamed = views.some(({ query }) => query === here);
  return (
    <nav
      aria-label="Views"
      className="mb-4 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-16 print:hidden"
    >
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {views.map(({ key, name, query }) => (
          <li key={key} className="wrap-anywhere">
            <Link
              href={routes.savedView(council, query)}
              aria-current={query === here ? 'true' : undefined}
              className={`inline-block min-h-6 ${query === here ? 'border-b-4 border-accent font-bold text-ink no-underline' : 'link'}`}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {maySave && (
        <p>
          {isNamed ? (
            saved.length > 0 && <Link href={routes.savedViews(council)}>Change saved views</Link>
          ) : (
            <Link href={routes.savedViews(council, viewQuery(view))}>Save this view</Link>
          )}
        </p>
      )}
    </nav>
  );
}
