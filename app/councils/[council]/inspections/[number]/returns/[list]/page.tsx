import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ItemsTable } from '#components/returns/items-table.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { ListFilters } from '#components/returns/list-filters.tsx';
import { ListLinks } from '#components/returns/list-links.tsx';
import { RemovedItems } from '#components/returns/removed-items.tsx';
import { SelectionBar } from '#components/returns/selection-bar.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, parsePositiveInt, sliceOf } from '#lib/platform/forms/page-number.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import {
  answeredOn,
  countItems,
  describeCounts,
  describePace,
  paceOf,
  withStandings,
} from '#lib/record/returns/readiness.ts';
import { isChangeable, type ReturnList } from '#lib/record/returns/rules.ts';
import { nextItem } from '#lib/record/returns/state.ts';
import { matchesFilter, PAGE_SIZE, readItemFilter } from '#lib/record/returns/view.ts';

type ReturnPageProps = {
  params: Promise<{ council: string; number: string; list: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReturnPage({ params, searchParams }: ReturnPageProps) {
  const { council, number, list: listNumber } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  const today = londonDay(context.now());
  const all = withStandings(list, today);
  const counts = countItems(all);
  const filter = readItemFilter(query, list);
  const matching = all.filter((one) => matchesFilter(one, filter));
  const { page, pages, skip, take } = sliceOf(pageNumber(query.page), matching.length, PAGE_SIZE);
  const shown = matching.slice(skip, skip + take);
  const isOpen = isChangeable(list);
  const may = {
    manage: can(context, 'return:manage'),
    answer: can(context, 'return:answer'),
    sign: can(context, 'return:sign'),
  };
  const next = isOpen && may.answer ? nextItem(list, null, { person: context.person.id, today }) : null;
  const selectable = isOpen && (may.manage || may.answer || may.sign);
  const table = <ItemsTable council={council} list={list} items={shown} selectable={selectable} />;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={pages > 1 ? `${list.name} (page ${page} of ${pages})` : list.name}
      breadcrumbs={listCrumbs(council, list, true)}
    >
      <PageHeading
        caption={list.inspection.name}
        dates={describeDates(list)}
        lead={
          counts.items > 0 && (
            <>
              <b>{describeCounts(counts)}.</b>{' '}
              {isOpen &&
                describePace(
                  paceOf({ items: counts.items, answered: answeredOn(all) }, list, today),
                  list.dueOn,
                )}
            </>
          )
        }
      >
        {list.name}
      </PageHeading>
      {list.origin === 'checklist' && (
        <InsetText>
          This is our checklist, not CQC’s list, so its items have no numbers. For each topic, show how you
          work, how well that works and how you know. When the list comes, start another one for it.
        </InsetText>
      )}
      {next !== null && (
        <p className="mb-6 print:hidden">
          <ButtonLink href={routes.returnItem(council, inspection, list.number, next)}>
            {counts.answered === 0 ? 'Answer the first item' : 'Answer the next item'}
          </ButtonLink>
        </p>
      )}
      <ListLinks
        council={council}
        list={list}
        mayManage={may.manage}
        mayExport={can(context, 'pack:export')}
      />
      {counts.items === 0 ? (
        <EmptyState
          action={
            may.manage &&
            isOpen && (
              <ButtonLink href={routes.importReturn(council, inspection, list.number)}>
                Import the list
              </ButtonLink>
            )
          }
        >
          This list has no items yet.
        </EmptyState>
      ) : (
        <>
          <ListFilters council={council} list={list} filter={filter} />
          {matching.length === 0 ? (
            <div className="mt-6">
              <EmptyState
                action={
                  <Link href={routes.returnList(council, inspection, list.number)}>Show all items</Link>
                }
              >
                No item matches these filters.
              </EmptyState>
            </div>
          ) : (
            <>
              <p className="mt-6 mb-3 text-16 text-ink-soft">
                {formatCount(matching.length, 'item')}
                {pages > 1 && `, page ${page} of ${pages}`}
              </p>
              {selectable ? (
                <form action={routes.returnSelected(council, inspection, list.number)}>
                  <SelectionBar may={may} />
                  {table}
                </form>
              ) : (
                table
              )}
            </>
          )}
          <Pagination
            page={page}
            pages={pages}
            hrefFor={(to) => routes.returnList(council, inspection, list.number, { ...filter, page: to })}
            label="Item pages"
          />
        </>
      )}
      <RemovedItems council={council} list={list} />
    </CouncilFrame>
  );
}

function describeDates({ askedOn, dueOn, sent, listVersion }: ReturnList): string {
  const version = listVersion > 1 ? `, version ${listVersion} of the list` : '';
  if (!sent) return `Asked for on ${formatDate(askedOn)}, due ${formatDate(dueOn)}${version}`;
  const pack = sent.pack === null ? '' : ` in evidence pack ${sent.pack}`;
  return `Sent on ${formatDate(sent.on)}${pack}${version}`;
}
