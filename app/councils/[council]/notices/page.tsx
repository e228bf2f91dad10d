import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { DigestForm } from '#components/notices/digest-form.tsx';
import { NoticeList } from '#components/notices/notice-list.tsx';
import { ReadButton } from '#components/notices/read-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { pageNumber } from '#lib/platform/forms/page-number.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { DIGEST_CHOICES, describeUnread } from '#lib/work/notices/rules.ts';

type NoticesPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

export default async function NoticesPage({ params, searchParams }: NoticesPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'notice:read');
  const query = await searchParams;
  const { notices, unread, page, pages, digest } = await listNotices(context, pageNumber(query.page));
  const [newest] = notices;
  return (
    <CouncilFrame context={context} place="notices">
      <DigestForm
        council={council}
        councilName={context.council.name}
        title={pages > 1 ? `Notifications (page ${page} of ${pages})` : 'Notifications'}
        digest={digest}
        options={DIGEST_CHOICES}
        note={
          env().SMTP_URL === undefined && (
            <InsetText>Email is not set up, so notifications appear here only.</InsetText>
          )
        }
      >
        <PageHeading lead={`${describeUnread(unread)}.`}>Notifications</PageHeading>
        {newest ? (
          <>
            {unread > 0 && page === 1 && (
              <div className="mb-6">
                <ReadButton council={council} notice={newest.id} all page={page}>
                  Mark all as read
                </ReadButton>
              </div>
            )}
            <NoticeList council={council} notices={notices} page={page} />
          </>
        ) : (
          <EmptyState>
            No notifications yet. You get one when you are given a statement to work on, when it is due, when
            someone mentions you, and when the assessment is sent for sign-off, returned, signed or reopened.
          </EmptyState>
        )}
        <Pagination
          label="Notifications pages"
          page={page}
          pages={pages}
          hrefFor={(n) => routes.notices(council, { page: n })}
        />
      </DigestForm>
    </CouncilFrame>
  );
}
