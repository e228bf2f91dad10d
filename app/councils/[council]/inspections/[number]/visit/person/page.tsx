import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SessionSheet } from '#components/visits/session-sheet.tsx';
import { StatementToKnow } from '#components/visits/statement-to-know.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getVisitPerson } from '#lib/pages/visit-person.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { clashesOf } from '#lib/record/visits/clashes.ts';

type PersonPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ who?: string | string[] }>;
};

export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const { council, number } = await params;
  const { who } = await searchParams;
  const context = await requireCouncil(council, 'visit:view');
  if (typeof who !== 'string') notFound();
  const view = await getVisitPerson(context, parsePositiveInt(number) ?? notFound(), who);
  if (!view) notFound();
  const { inspection, name, job, sessions, statements } = view;
  const clashes = clashesOf(sessions);
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`${name}, ${inspection.name}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: routes.visit(council, inspection.number), text: 'Visit' },
      ]}
    >
      <PageHeading
        caption={inspection.name}
        lead={`${job === '' ? '' : `${job}. `}${formatCount(sessions.length, 'session')} of the visit, and what to know for them.`}
      >
        {name}
      </PageHeading>
      <ol>
        {sessions.map((session) => (
          <SessionSheet
            key={session.number}
            {...{ council, session }}
            inspection={inspection.number}
            clashes={clashes.filter((clash) => clash.session === session.number)}
            withDay
          />
        ))}
      </ol>
      {statements.map((statement) => (
        <StatementToKnow key={statement.id} council={council} statement={statement} />
      ))}
    </CouncilFrame>
  );
}
