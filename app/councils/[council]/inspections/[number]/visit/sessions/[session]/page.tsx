import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { RemoveSessionForm } from '#components/visits/remove-session-form.tsx';
import { SessionForm } from '#components/visits/session-form.tsx';
import { formatDate, formatTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getSessionToPlan } from '#lib/record/visits/queries.ts';
import { peopleText } from '#lib/record/visits/rules.ts';
import { formatTimes } from '#lib/record/visits/times.ts';

type SessionPageProps = {
  params: Promise<{ council: string; number: string; session: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function SessionPage({ params, searchParams }: SessionPageProps) {
  const { council, number, session: asked } = await params;
  const { remove } = await searchParams;
  const context = await requireCouncil(council, 'visit:manage');
  const view = await getSessionToPlan(
    context,
    parsePositiveInt(number) ?? notFound(),
    parsePositiveInt(asked) ?? notFound(),
  );
  if (!view?.session) notFound();
  const { inspection, session, statements } = view;
  const visit = routes.visit(council, inspection.number);
  if (inspection.state !== 'open') redirect(visit);
  const about = { council, councilName: context.council.name, inspection: inspection.number };
  const { people, startsAt, endsAt } = session;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: visit, text: 'Visit' },
      ]}
    >
      {remove === undefined ? (
        <SessionForm
          {...about}
          session={{
            ...session,
            people: peopleText(people),
            day: londonDay(startsAt),
            from: formatTime(startsAt),
            to: formatTime(endsAt),
          }}
          statements={statements}
          title={session.title}
          heading={<PageHeading caption={inspection.name}>{session.title}</PageHeading>}
          backHref={visit}
          removeHref={routes.visitSession(council, inspection.number, session.number, { remove: 'yes' })}
        />
      ) : (
        <RemoveSessionForm
          {...about}
          session={session.number}
          version={session.version}
          title={`Remove ${session.title}`}
          heading={
            <PageHeading
              caption={inspection.name}
              lead={`It is on ${formatDate(startsAt)}, ${formatTimes(session)} now. The history will still show it, and that you removed it.`}
            >
              Remove {session.title}
            </PageHeading>
          }
          backHref={routes.visitSession(council, inspection.number, session.number)}
        />
      )}
    </CouncilFrame>
  );
}
