import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { RequestForm } from '#components/visits/request-form.tsx';
import { formatDateTime, formatTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRequestToSave } from '#lib/record/visits/queries.ts';

type RequestPageProps = { params: Promise<{ council: string; number: string; request: string }> };

export default async function RequestPage({ params }: RequestPageProps) {
  const { council, number, request: asked } = await params;
  const context = await requireCouncil(council, 'visit:note');
  const view = await getRequestToSave(
    context,
    parsePositiveInt(number) ?? notFound(),
    parsePositiveInt(asked) ?? notFound(),
  );
  if (!view?.request) notFound();
  const { inspection, request, owners } = view;
  const visit = routes.visit(council, inspection.number);
  if (inspection.state !== 'open') redirect(visit);
  const title = `Request ${request.number}`;
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
        {...{ council, request, owners, title }}
        councilName={context.council.name}
        inspection={inspection.number}
        due={{ on: londonDay(request.dueAt), time: formatTime(request.dueAt) }}
        heading={
          <PageHeading caption={inspection.name} lead={`Noted on ${formatDateTime(request.askedAt)}.`}>
            {title}
          </PageHeading>
        }
        backHref={visit}
      />
    </CouncilFrame>
  );
}
