import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SessionForm } from '#components/visits/session-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getSessionToPlan } from '#lib/record/visits/queries.ts';

type AddSessionPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AddSessionPage({ params }: AddSessionPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'visit:manage');
  const view = await getSessionToPlan(context, parsePositiveInt(number) ?? notFound(), null);
  if (!view) notFound();
  const { inspection, statements } = view;
  const visit = routes.visit(council, inspection.number);
  if (inspection.state !== 'open') redirect(visit);
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
      <SessionForm
        {...{ council, statements }}
        councilName={context.council.name}
        inspection={inspection.number}
        session={null}
        title="Add a session"
        heading={<PageHeading caption={inspection.name}>Add a session</PageHeading>}
        backHref={visit}
      />
    </CouncilFrame>
  );
}
