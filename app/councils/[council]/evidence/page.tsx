import { SelectionBar } from '#components/batches/selection-bar.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { EvidenceFilters } from '#components/evidence/evidence-filters.tsx';
import { EvidenceTable } from '#components/evidence/evidence-table.tsx';
import { StorageNotice } from '#components/evidence/storage-notice.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { ViewLinks } from '#components/views/view-links.tsx';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidenceList } from '#lib/pages/evidence-list.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { askedPage } from '#lib/platform/forms/page-number.ts';
import { readQueryDate } from '#lib/platform/forms/read-date.ts';
import { describeEvidenceFilter } from '#lib/record/evidence/filter.ts';
import type { EvidencePage } from '#lib/record/evidence/queries.ts';
import { PAGE_SIZES } from '#lib/record/evidence/sort.ts';
import { type EvidenceView, readEvidenceView, viewQuery } from '#lib/record/evidence/view.ts';

type EvidencePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EvidenceListPage({ params, searchParams }: EvidencePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:view');
  const query = await searchParams;
  const dates = { from: readQueryDate(query, 'from'), to: readQueryDate(query, 'to') };
  const asOf = new Date();
  const view = readEvidenceView({ ...query, ...dates });
  const list = await getEvidenceList(context, view, askedPage(query.page), asOf);
  const { framework } = list;
  const filtered = describeEvidenceFilter(view, framework, list.choices).length > 0;
  const address = viewQuery(view);
  const mayAdd = can(context, 'evidence:add');
  const add = mayAdd && <ButtonLink href={routes.addEvidence(council)}>Add evidence</ButtonLink>;
  const isEmpty = list.total === 0 && !filtered;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      title={list.pages > 1 ? `Evidence (page ${list.page} of ${list.pages})` : 'Evidence'}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-8">
        <PageHeading>Evidence</PageHeading>
        {!isEmpty && <div className="mb-8">{add}</div>}
      </div>
      {(mayAdd || can(context, 'members:manage')) && <StorageNotice storage={list.storage} />}
      {isEmpty ? (
        <EmptyState action={add}>
          {mayAdd
            ? 'No evidence yet. Add documents and links that support your scores.'
            : `No evidence yet. ${capitalise(whoCan('evidence:add'))} can add it.`}
        </EmptyState>
      ) : (
        <>
          {list.retention && list.retention.due > 0 && (
            <p className="mb-6 max-w-text">
              <Link href={routes.evidence(council, { due: 'yes' })}>
                Past retention: {formatCount(list.retention.due, 'item')}
              </Link>
              . Your council keeps evidence for {formatCount(list.retention.years, 'year')} after the
              assessment closed. Nothing is deleted by itself.
            </p>
          )}
          <ViewLinks council={council} view={view} saved={list.views} maySave={can(context, 'view:save')} />
          <EvidenceFilters
            council={council}
            view={view}
            dates={dates}
            framework={framework}
            choices={list.choices}
          />
          {list.total === 0 ? (
            <EmptyStateOfFilters council={council} />
          ) : (
            <>
              <div className="mt-6 mb-3 flex flex-wrap justify-between gap-x-6 gap-y-1 text-16">
                <p className="text-ink-soft">{describeRange(list)}</p>
                <p className="print:hidden">
                  <a href={routes.exportEvidence(council, address)} className="link">
                    Download this list (CSV)
                  </a>
                </p>
              </div>
              {can(context, 'evidence:edit') ? (
                <form action={routes.changeMany(council)}>
                  {Object.entries(address).map(([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ))}
                  <SelectionBar council={council} view={view} total={list.total} />
                  <EvidenceTable
                    council={council}
                    items={list.items}
                    view={view}
                    framework={framework}
                    selectable
                    asOf={asOf}
                  />
                </form>
              ) : (
                <EvidenceTable
                  council={council}
                  items={list.items}
                  view={view}
                  framework={framework}
                  asOf={asOf}
                />
              )}
            </>
          )}
          <Pagination
            page={list.page}
            pages={list.pages}
            hrefFor={(page) => routes.evidence(council, { ...address, page })}
            label="Evidence pages"
            allHref={list.canShowAll ? routes.evidence(council, { ...address, page: 'all' }) : undefined}
          />
          {list.total > PAGE_SIZES[0] && <PageSizes council={council} view={view} />}
        </>
      )}
    </CouncilFrame>
  );
}

function PageSizes({ council, view }: { council: string; view: EvidenceView }) {
  return (
    <nav aria-label="Items on a page" className="mt-4 print:hidden">
      <ul className="flex flex-wrap items-center gap-x-4">
        <li aria-hidden="true">Items on a page:</li>
        {PAGE_SIZES.map((size) => (
          <li key={size}>
            <Link
              href={routes.evidence(council, viewQuery({ ...view, size }))}
              aria-current={size === view.size ? 'true' : undefined}
              className={`inline-flex min-h-8 min-w-8 items-center justify-center tabular ${size === view.size ? 'border-b-4 border-accent font-bold text-ink no-underline' : 'link'}`}
            >
              {size}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function EmptyStateOfFilters({ council }: { council: string }) {
  return (
    <div className="mt-6">
      <EmptyState action={<Link href={routes.evidence(council)}>Show all evidence</Link>}>
        No evidence matches these filters. Remove a filter or try a different search.
      </EmptyState>
    </div>
  );
}

function describeRange({ total, page, pages }: EvidencePage): string {
  return pages === 1 ? formatCount(total, 'item') : `${formatCount(total, 'item')}, page ${page} of ${pages}`;
}
