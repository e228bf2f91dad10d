import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Details } from '#components/ui/details.tsx';
import { SessionsImportForm } from '#components/visits/sessions-import-form.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getSessionToPlan } from '#lib/record/visits/queries.ts';
import { SESSION_KIND_NAMES, SESSION_NAMES, SESSION_STATE_NAMES } from '#lib/record/visits/rules.ts';

type ImportSessionsPageProps = { params: Promise<{ council: string; number: string }> };

export default async function ImportSessionsPage({ params }: ImportSessionsPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'visit:manage');
  const view = await getSessionToPlan(context, parsePositiveInt(number) ?? notFound(), null);
  if (!view) notFound();
  const { inspection } = view;
  const visit = routes.visit(council, inspection.number);
  if (inspection.state !== 'open') redirect(visit);
  const words = (names: Readonly<Record<string, string>>) =>
    formatList(Object.values(names).map((name) => `“${name}”`));
  const { title, day, from, to, ...others } = SESSION_NAMES;
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
      <SessionsImportForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        title="Import sessions"
        heading={
          <>
            <PageHeading
              caption={inspection.name}
              lead="Check what your file would change before you import it. If a row has a problem, nothing is imported."
            >
              Import sessions
            </PageHeading>
            <Details summary="What the file should look like">
              <div className="prose">
                <p>
                  The first line has column names. {words({ title, day, from, to })} are needed, the others
                  are “Number”, {words(others)}. A row with the number of a session changes that one. Leave
                  out a column to keep existing data.
                </p>
                <p>
                  People are on lines of their own in a cell, with the job after a comma. Quality statements
                  have a semicolon between them. A kind is {words(SESSION_KIND_NAMES)}. A state is{' '}
                  {words(SESSION_STATE_NAMES)}.
                </p>
                <p>The CSV file of sessions that you can download has these columns.</p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}
