import { randomUUID } from 'node:crypto';
import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { HeardForm } from '#components/visits/heard-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getHeardToNote } from '#lib/record/visits/queries.ts';
import { sessionNow } from '#lib/record/visits/rules.ts';
import { formatDateAndTimes } from '#lib/record/visits/times.ts';

type NoteHeardPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<Partial<Record<'session' | 'after', string | string[]>>>;
};

export default async function NoteHeardPage({ params, searchParams }: NoteHeardPageProps) {
  const { council, number } = await params;
  const asked = await searchParams;
  const context = await requireCouncil(council, 'visit:note');
  const view = await getHeardToNote(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, sessions, themes } = view;
  const visit = routes.visit(council, inspection.number);
  if (inspection.state !== 'open') redirect(visit);
  const session = parsePositiveInt(asked.session) ?? sessionNow(sessions, context.now());
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
      <HeardForm
        // Empty again after each note.
        key={String(asked.after)}
        {...{ council, themes }}
        councilName={context.council.name}
        inspection={inspection.number}
        capture={randomUUID()}
        session={session === null ? '' : String(session)}
        sessions={sessions
          .filter(({ state }) => state !== 'cancelled')
          .map((one) => ({ value: String(one.number), label: `${one.title}, ${formatDateAndTimes(one)}` }))}
        heading={
          <PageHeading
            caption={inspection.name}
            lead="Leave out names of people who use services. It is sent again by itself if the connection fails."
          >
            Note what you hear
          </PageHeading>
        }
        backHref={visit}
      />
    </CouncilFrame>
  );
}
