import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { listActivity } from '#lib/activity/queries.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { formatDateTime } from '#lib/format.ts';
import { pageNumber } from '#lib/forms/page-number.ts';
import { routes } from '#lib/routes.ts';

type ActivityPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'activity:view');
  const { entries, page, pages } = await listActivity(context, pageNumber((await searchParams).page));
  const title = pages > 1 ? `Activity (page ${page} of ${pages})` : 'Activity';
  return (
    <CouncilFrame context={context} place="activity" title={title}>
      <PageHeading lead="Every change, download and pack, newest first. Entries cannot be changed or removed.">
        Activity
      </PageHeading>
      {entries.length === 0 ? (
        <EmptyState>
          Nothing has happened yet. Scoring a statement or adding evidence will show here.
        </EmptyState>
      ) : (
        <Timeline
          items={entries.map(({ seq, title: what, detail, by, role, at }) => ({
            id: String(seq),
            title: what,
            by: `${by}, ${role.toLowerCase()}`,
            at: { iso: at.toISOString(), text: formatDateTime(at) },
            detail,
          }))}
        />
      )}
      <Pagination
        label="Activity pages"
        page={page}
        pages={pages}
        hrefFor={(n) => `${routes.activity(council)}?page=${n}`}
      />
    </CouncilFrame>
  );
}
