import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { RequestForm } from '#components/visits/request-form.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRequestToSave } from '#lib/record/visits/queries.ts';

type AddRequestPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AddRequestPage({ params }: AddRequestPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'visit:note');
  const view = await getRequestToSave(context, parsePositiveInt(number) ?? notFound(), null);
  if (!view) notFound();
  const { inspection, owners } = view;
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
      <RequestForm
        {...{ council, owners }}
        councilName={context.council.name}
        inspection={inspection.number}
        request={null}
        due={{ on: londonDay(context.now()), time: '' }}
        title="Note a request"
        heading={<PageHeading caption={inspection.name}>Note a request</PageHeading>}
        backHref={visit}
      />
    </CouncilFrame>
  );
}
