import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listReports } from '#lib/record/published-reports/queries.ts';
import { describeRating } from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES, RESULT_KINDS, STATUS_NAMES } from '#lib/record/results/facts.ts';

export default async function PublishedReportsPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const reports = await listReports(context);
  const add = can(context, 'improvement:oversee') && reports.length < RESULT_KINDS.length && (
    <ButtonLink
      href={routes.addPublishedReport(council)}
      kind={reports.length === 0 ? 'primary' : 'secondary'}
    >
      Add a published report
    </ButtonLink>
  );
  return (
    <CouncilFrame context={context} place="published-reports" title="Published reports">
      <PageHeading lead="CQC’s reports on your council, each beside what you signed before its visit.">
        Published reports
      </PageHeading>
      {reports.length === 0 ? (
        <EmptyState action={add}>
          No published report yet. Add CQC’s report to compare it with what you signed.
        </EmptyState>
      ) : (
        <>
          <Table
            caption="Published reports"
            captionHidden
            stacked
            columns={[
              { header: 'Report' },
              { header: 'Rating' },
              { header: 'Published' },
              { header: 'Status' },
              { header: 'Compare', label: '', action: true },
            ]}
            rows={reports.map((report) => ({
              key: `${report.number}`,
              cells: [
                KIND_NAMES[report.kind],
                describeRating(report),
                formatDate(report.publishedOn),
                STATUS_NAMES[report.status],
                <Link key="compare" href={routes.publishedReport(council, report.number)}>
                  Compare<span className="sr-only"> {KIND_NAMES[report.kind].toLowerCase()}</span>
                </Link>,
              ],
            }))}
          />
          {add && <p className="mt-8 print:hidden">{add}</p>}
        </>
      )}
    </CouncilFrame>
  );
}
