import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { NoResults } from '#components/search/no-results.tsx';
import { SearchForm } from '#components/search/search-form.tsx';
import { SearchResults } from '#components/search/search-results.tsx';
import { RESULT_KINDS, type ResultKind } from '#lib/insight/search/rules.ts';
import { getSearch, type SearchView } from '#lib/pages/search.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber } from '#lib/platform/forms/page-number.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';

type SearchPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SearchPage({ params, searchParams }: SearchPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'council:view');
  const query = await searchParams;
  const typed = searchWords(query.q);
  const kind = (Object.keys(RESULT_KINDS) as ResultKind[]).find((one) => one === query.kind) ?? null;
  // The frame is rendered while the database searches.
  const view = getSearch(context, { typed, kind, page: pageNumber(query.page) });
  // Awaited below; until then a failure must not count as an unhandled rejection.
  view.catch(() => {});
  return (
    <CouncilFrame context={context} place="search">
      <PageHeading>Search</PageHeading>
      <SearchForm council={council} typed={typed} kind={kind} />
      <Found {...{ context, typed, kind, view }} />
    </CouncilFrame>
  );
}

type FoundProps = {
  context: CouncilContext;
  typed: string;
  kind: ResultKind | null;
  view: Promise<SearchView>;
};

async function Found({ context, typed, kind, view: searching }: FoundProps) {
  const view = await searching;
  const council = context.council.slug;
  return (
    <>
      <PageTitle within={context.council.name}>
        {typed === ''
          ? 'Search'
          : `Search: ${typed}${view.page > 1 ? ` (page ${view.page} of ${view.pages})` : ''}`}
      </PageTitle>
      {isEmpty(view) ? (
        <NoResults council={council} typed={typed} view={view} />
      ) : (
        <SearchResults {...{ council, typed, kind, view }} asOf={context.now()} />
      )}
    </>
  );
}

function isEmpty({ totals, direct, alike }: SearchView): boolean {
  return (
    Object.values(totals).every((total) => total === 0) &&
    direct.item === null &&
    direct.statements.length === 0 &&
    alike.length === 0
  );
}
