import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FindingFilters } from '#components/findings/finding-filters.tsx';
import { FindingTable } from '#components/findings/finding-table.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, sliceOf } from '#lib/platform/forms/page-number.ts';
import { describeFilter, matchesFilter, PAGE_SIZE, readFindingFilter } from '#lib/record/findings/filter.ts';
import { listFindings } from '#lib/record/findings/queries.ts';
import { describeFindings, inFindingOrder } from '#lib/record/findings/rules.ts';

type FindingsPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FindingsPage({ params, searchParams }: FindingsPageProps) {
  const { council } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'improvement:view');
  const findings = await listFindings(context);
  const filter = readFindingFilter(query);
  const isFiltered = describeFilter(filter).length > 0;
  const matching = inFindingOrder(findings.filter((finding) => matchesFilter(finding, filter)));
  const { page, pages, skip } = sliceOf(pageNumber(query.page), matching.length, PAGE_SIZE);
  const mayEdit = can(context, 'improvement:edit');
  const add = mayEdit && (
    <ButtonLink href={routes.addFinding(council)} kind={findings.length === 0 ? 'primary' : 'secondary'}>
      Add a finding
    </ButtonLink>
  );
  return (
    <CouncilFrame
      context={context}
      place="findings"
      title={pages > 1 ? `Findings (page ${page} of ${pages})` : 'Findings'}
    >
      <PageHeading lead={findings.length > 0 ? describeFindings(findings) : undefined}>Findings</PageHeading>
      {findings.length === 0 ? (
        <EmptyState action={add}>
          No findings yet. Add them from the report, a peer review, complaints or audits.
        </EmptyState>
      ) : (
        <>
          {add && <p className="print:hidden">{add}</p>}
          <FindingFilters {...{ council, findings, filter }} />
          {matching.length === 0 ? (
            <div className="mt-8">
              <EmptyState action={<Link href={routes.findings(council)}>Show all findings</Link>}>
                No finding matches these filters.
              </EmptyState>
            </div>
          ) : (
            <div className="mt-6">
              {isFiltered && (
                <p className="mb-4">
                  {formatCount(matching.length, 'finding')} of {findings.length}
                </p>
              )}
              <FindingTable {...{ council, mayEdit }} findings={matching.slice(skip, skip + PAGE_SIZE)} />
            </div>
          )}
          <Pagination
            {...{ page, pages }}
            label="Pages of findings"
            hrefFor={(one) => routes.findings(council, { ...filter, page: one })}
          />
        </>
      )}
    </CouncilFrame>
  );
}
