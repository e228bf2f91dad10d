import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FinishForm } from '#components/inspections/finish-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getInspection } from '#lib/record/inspections/queries.ts';

type FinishInspectionPageProps = { params: Promise<{ council: string; number: string }> };

export default async function FinishInspectionPage({ params }: FinishInspectionPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'inspection:manage');
  const inspection = await getInspection(context, parsePositiveInt(number) ?? notFound());
  if (!inspection) notFound();
  if (inspection.state !== 'open') redirect(routes.inspection(council, inspection.number));
  const { name, noticeOn, version, steps } = inspection;
  const left = steps.filter(({ doneOn }) => doneOn === null).map((step) => step.name);
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: name },
      ]}
    >
      <FinishForm
        council={council}
        councilName={context.council.name}
        inspection={{ number: inspection.number, name, noticeOn, version }}
        title="End this inspection"
        heading={
          <PageHeading
            caption={name}
            lead={
              left.length === 0
                ? 'Every step is done.'
                : `Not done yet: ${formatList(left)}. Reminders of them stop. You can open the inspection again.`
            }
          >
            End this inspection
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
