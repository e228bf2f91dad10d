import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { StartForm } from '#components/returns/start-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getInspection } from '#lib/record/inspections/queries.ts';
import { listReturns } from '#lib/record/returns/queries.ts';

type AddReturnPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AddReturnPage({ params }: AddReturnPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'return:manage');
  const inspection = await getInspection(context, parsePositiveInt(number) ?? notFound());
  if (!inspection) notFound();
  if (inspection.state !== 'open') redirect(routes.inspection(council, inspection.number));
  const isFirst = (await listReturns(context, inspection.number)).length === 0;
  const due = inspection.steps.find(({ key }) => key === 'return' || key === 'documents')?.startsOn;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
      ]}
    >
      <StartForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        proposed={
          isFirst
            ? { name: 'Information return', askedOn: inspection.noticeOn, dueOn: due ?? '' }
            : { name: '', askedOn: '', dueOn: '' }
        }
        title="Start a list"
        heading={
          <PageHeading
            caption={inspection.name}
            lead="A list holds what you were asked for, who answers it and how. What is asked for later is another list."
          >
            Start a list
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
