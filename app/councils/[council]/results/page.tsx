import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ResultsFilters } from '#components/results/results-filters.tsx';
import { ResultsPage } from '#components/results/results-page.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listReports } from '#lib/record/published-reports/queries.ts';
import { currentReport, describeRating } from '#lib/record/published-reports/rules.ts';
import { readResultsFilter } from '#lib/record/results/filter.ts';
import { listResults } from '#lib/record/results/queries.ts';
import { resultsView } from '#lib/record/results/results-view.ts';
import { readResultsSort } from '#lib/record/results/sort.ts';

type PublishedResultsProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PublishedResultsPage({ params, searchParams }: PublishedResultsProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'results:view');
  const query = await searchParams;
  const listing = await listResults(context);
  const own = currentReport(await listReports(context));
  const view = resultsView(
    listing,
    readResultsFilter(query, listing.authorities),
    readResultsSort(query, listing.framework),
  );
  return (
    <CouncilFrame context={context} place="results" title="Published results">
      <PageHeading lead="Results CQC has published for other councils, and how your own score compares.">
        Published results
      </PageHeading>
      {own && (
        <p className="mb-6 max-w-text">
          CQC’s report on you: {describeRating(own)}, published {formatDate(own.publishedOn)}.{' '}
          <Link href={routes.publishedReport(council, own.number)}>Compare it with what you signed</Link>
        </p>
      )}
      {can(context, 'results:manage') && (
        <p className="mb-6 print:hidden">
          <Link href={routes.importResults(council)}>Add or correct results from a CSV file</Link>
        </p>
      )}
      <ResultsFilters
        council={council}
        filter={view.filter}
        sort={view.sort}
        authorities={listing.authorities}
      />
      <ResultsPage council={context.council} view={view} />
      <p className="mt-8">
        <WorkedOut figure="published" />
      </p>
    </CouncilFrame>
  );
}
