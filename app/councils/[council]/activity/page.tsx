import { ActivityFilters } from '#components/activity/activity-filters.tsx';
import { NewChanges } from '#components/activity/new-changes.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { type ActivityPage, listActivity } from '#lib/history/activity/queries.ts';
import { describeFilter, readActivityFilter } from '#lib/history/activity/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { askedPage } from '#lib/platform/forms/page-number.ts';
import { readQueryDate } from '#lib/platform/forms/read-date.ts';

type ActivityPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ActivityListPage({ params, searchParams }: ActivityPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'activity:view');
  const query = await searchParams;
  const [from, to] = [readQueryDate(query, 'from'), readQueryDate(query, 'to')];
  const filter = readActivityFilter({ ...query, from, to });
  const list = await listActivity(context, filter, askedPage(query.page));
  const { entries, page, pages, unseen } = list;
  const isFiltered = describeFilter(filter).length > 0;
  const title = pages > 1 ? `Activity (page ${page} of ${pages})` : 'Activity';
  return (
    <CouncilFrame
      context={context}
      place="activity"
      title={title}
      breadcrumbs={
        filter.statement
          ? [
              {
                href: routes.statement(council, filter.statement),
                text: knownStatement(filter.statement).name,
              },
            ]
          : []
      }
    >
      <PageHeading lead="Every change, download and pack, newest first. Entries cannot be changed or removed.">
        Activity
      </PageHeading>
      {unseen && (
        <div className="mb-10">
          <NewChanges council={council} changes={unseen} />
        </div>
      )}
      <ActivityFilters
        council={council}
        filter={filter}
        dates={{ from, to }}
        people={list.people}
        frameworks={list.frameworks}
      />
      {entries.length === 0 ? (
        <div className="mt-6">
          <EmptyState action={isFiltered && <Link href={routes.activity(council)}>Show all activity</Link>}>
            {isFiltered
              ? 'No activity matches these filters. Remove a filter or choose other dates.'
              : 'No activity yet. Changes to the assessment and its evidence will appear here.'}
          </EmptyState>
        </div>
      ) : (
        <>
          <div className="mt-6 mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
            <p className="text-16 text-ink-soft">{describeRange(list)}</p>
            <Link href={routes.activityExport(council, filter)}>
              Export {isFiltered ? 'these' : 'all'} as CSV
            </Link>
          </div>
          <Timeline
            items={entries.map(({ seq, title: what, detail, reason, by, role, at }) => ({
              id: String(seq),
              title: <Link href={routes.activityEntry(council, seq)}>{what}</Link>,
              by: `${by}, ${role.toLowerCase()}`,
              at: { iso: at.toISOString(), text: formatDateTime(at) },
              detail: reason === null ? detail : <ChangeWithReason detail={detail} reason={reason} />,
            }))}
          />
        </>
      )}
      <Pagination
        label="Activity pages"
        page={page}
        pages={pages}
        hrefFor={(n) => routes.activity(council, { ...filter, page: n })}
        allHref={list.canShowAll ? routes.activity(council, { ...filter, page: 'all' }) : undefined}
      />
    </CouncilFrame>
  );
}

function ChangeWithReason({ detail, reason }: { detail: string | null; reason: string }) {
  return (
    <>
      {detail && <p>{detail}</p>}
      <p className="mt-1 wrap-anywhere whitespace-pre-line">
        Reason: <bdi>{reason}</bdi>
      </p>
    </>
  );
}

function describeRange({ total, page, pages }: ActivityPage): string {
  const all = formatCount(total, 'entry', 'entries');
  return pages === 1 ? all : `${all}, page ${page} of ${pages}`;
}
