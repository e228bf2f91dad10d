import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { DayTable } from '#components/visits/day-table.tsx';
import { RequestTable } from '#components/visits/request-table.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, parsePositiveInt, sliceOf } from '#lib/platform/forms/page-number.ts';
import { formatWeekday } from '#lib/record/inspections/dates.ts';
import { clashesOf } from '#lib/record/visits/clashes.ts';
import { getVisit } from '#lib/record/visits/queries.ts';
import { requestsInOrder, sessionsByDay } from '#lib/record/visits/rules.ts';

type VisitPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

/** Requests on a page. Sessions are all on it, by day. */
const PAGE_SIZE = 50;

export default async function VisitPage({ params, searchParams }: VisitPageProps) {
  const { council, number: asked } = await params;
  const context = await requireCouncil(council, 'visit:view');
  const view = await getVisit(context, parsePositiveInt(asked) ?? notFound());
  if (!view) notFound();
  const { inspection, sessions, requests, heard } = view;
  const { page, pages, skip, take } = sliceOf(
    pageNumber((await searchParams).page),
    requests.length,
    PAGE_SIZE,
  );
  const { number } = inspection;
  const isOpen = inspection.state === 'open';
  const [mayManage, mayNote] = [isOpen && can(context, 'visit:manage'), isOpen && can(context, 'visit:note')];
  const clashes = clashesOf(sessions);
  const days = sessionsByDay(sessions);
  const clashing = new Set(clashes.map(({ session }) => session)).size;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Visit, ${inspection.name}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, number), text: inspection.name },
      ]}
    >
      <PageHeading
        caption={inspection.name}
        lead={
          clashing > 0
            ? `${formatCount(clashing, 'session')} need the same person or room at the same time as another one.`
            : 'Who meets whom and where, what was asked for, and what was heard.'
        }
      >
        Visit
      </PageHeading>
      {(mayManage || mayNote) && (
        <ButtonGroup>
          {mayNote && (
            <ButtonLink href={routes.addVisitHeard(council, number)}>Note what you hear</ButtonLink>
          )}
          {mayNote && (
            <ButtonLink href={routes.addVisitRequest(council, number)} kind="secondary">
              Note a request
            </ButtonLink>
          )}
          {mayManage && (
            <ButtonLink href={routes.addVisitSession(council, number)} kind="secondary">
              Add a session
            </ButtonLink>
          )}
          {mayManage && <Link href={routes.importVisitSessions(council, number)}>Import sessions</Link>}
        </ButtonGroup>
      )}
      {days.length === 0 ? (
        <Section heading="Sessions">
          <EmptyState>No session yet. Interviews, focus groups and presentations go here.</EmptyState>
        </Section>
      ) : (
        days.map(({ day, sessions: ofDay }) => (
          <Section
            key={day}
            heading={formatWeekday(day)}
            action={<Link href={routes.visitDay(council, number, day)}>Day sheet</Link>}
          >
            <DayTable
              {...{ council, clashes, mayManage }}
              inspection={number}
              caption={`Sessions of ${formatWeekday(day)}`}
              sessions={ofDay}
            />
          </Section>
        ))
      )}
      <Section heading="Requests">
        {requests.length === 0 ? (
          <p>Nothing was asked for on site.</p>
        ) : (
          <RequestTable
            council={council}
            requests={requestsInOrder(requests).slice(skip, skip + take)}
            inspection={number}
            now={context.now()}
            mayAnswer={mayNote}
          />
        )}
        <Pagination
          page={page}
          pages={pages}
          hrefFor={(to) => routes.visit(council, number, { page: to })}
          label="Pages of requests"
        />
      </Section>
      <Section heading="Heard">
        <p>
          {heard === 0 ? (
            'No question or remark was noted.'
          ) : (
            <Link href={routes.visitHeard(council, number)}>
              {formatCount(heard, 'question or remark', 'questions and remarks')} by theme
            </Link>
          )}
        </p>
      </Section>
      <Section heading="Download">
        <ul className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
          <li>
            <Link href={routes.visitExport(council, number, 'sessions')}>Sessions (CSV)</Link>
          </li>
          <li>
            <Link href={routes.visitExport(council, number, 'requests')}>Requests (CSV)</Link>
          </li>
          <li>
            <Link href={routes.visitExport(council, number, 'heard')}>What was heard (CSV)</Link>
          </li>
        </ul>
      </Section>
    </CouncilFrame>
  );
}
