import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SessionSheet } from '#components/visits/session-sheet.tsx';
import { parseUrlDay } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { formatWeekday } from '#lib/record/inspections/dates.ts';
import { clashesOf } from '#lib/record/visits/clashes.ts';
import { getVisit } from '#lib/record/visits/queries.ts';

type DayPageProps = { params: Promise<{ council: string; number: string; day: string }> };

export default async function DayPage({ params }: DayPageProps) {
  const { council, number: asked, day: text } = await params;
  const context = await requireCouncil(council, 'visit:view');
  const view = await getVisit(context, parsePositiveInt(asked) ?? notFound());
  const day = parseUrlDay(text);
  if (!view || !day) notFound();
  const { inspection } = view;
  const sessions = view.sessions.filter(({ startsAt }) => londonDay(startsAt) === day);
  if (sessions.length === 0) notFound();
  const clashes = clashesOf(sessions);
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`${formatWeekday(day)}, ${inspection.name}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: routes.visit(council, inspection.number), text: 'Visit' },
      ]}
    >
      <PageHeading caption={inspection.name} lead={`${formatCount(sessions.length, 'session')}.`}>
        {formatWeekday(day)}
      </PageHeading>
      <ol>
        {sessions.map((session) => (
          <SessionSheet
            key={session.number}
            {...{ council, session }}
            inspection={inspection.number}
            clashes={clashes.filter((clash) => clash.session === session.number)}
          />
        ))}
      </ol>
    </CouncilFrame>
  );
}
