import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { EvidenceFilters } from '#components/evidence/evidence-filters.tsx';
import { EvidenceTable } from '#components/evidence/evidence-table.tsx';
import { StorageNotice } from '#components/evidence/storage-notice.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { askedPage } from '#lib/platform/forms/page-number.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { type EvidencePage, listEvidence } from '#lib/record/evidence/queries.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';

type EvidencePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EvidenceListPage({ params, searchParams }: EvidencePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:view');
  const query = await searchParams;
  const filter = filterOf(query);
  const list = await listEvidence(context, filter, askedPage(query.page), new Date());
  const { framework } = list;
  const filtered = Object.values(filter).some((value) => value !== undefined);
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
              <Link href={routes.evidence(council, { due: true })}>
                Past retention: {formatCount(list.retention.due, 'item')}
              </Link>
              . Your council keeps evidence for {formatCount(list.retention.years, 'year')} after the
              assessment closed. Nothing is deleted by itself.
            </p>
          )}
          <EvidenceFilters council={council} filter={filter} framework={framework} />
          {list.total === 0 ? (
            <EmptyStateOfFilters council={council} />
          ) : (
            <>
              <p className="mt-6 mb-3 text-16 text-ink-soft">{describeRange(list)}</p>
              <EvidenceTable council={council} items={list.items} framework={framework} />
            </>
          )}
          <Pagination
            page={list.page}
            pages={list.pages}
            hrefFor={(page) => routes.evidence(council, { ...filter, page })}
            label="Evidence pages"
            allHref={list.canShowAll ? routes.evidence(council, { ...filter, page: 'all' }) : undefined}
          />
        </>
      )}
    </CouncilFrame>
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

/** The filters in the address. Invalid values are ignored. */
function filterOf({
  words,
  category,
  statement,
  withdrawn,
  due,
}: Record<string, string | string[] | undefined>) {
  const text = searchWords(words);
  return {
    words: text || undefined,
    category: CATEGORIES.find((candidate) => candidate === category),
    statement: isKnownStatement(statement) ? statement : undefined,
    withdrawn: withdrawn === 'yes' ? true : undefined,
    due: due === 'yes' ? true : undefined,
  };
}

function describeRange({ items, total, page, pages }: EvidencePage): string {
  if (pages === 1) return formatCount(total, 'item');
  const first = items[0]?.reference;
  const last = items.at(-1)?.reference;
  return `${formatCount(total, 'item')}, page ${page} of ${pages}: ${first} to ${last}`;
}
