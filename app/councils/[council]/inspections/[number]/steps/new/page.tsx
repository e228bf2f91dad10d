import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { StepForm } from '#components/inspections/step-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getInspectionToPlan } from '#lib/record/inspections/queries.ts';

type AddStepPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AddStepPage({ params }: AddStepPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'inspection:manage');
  const view = await getInspectionToPlan(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, owners } = view;
  if (inspection.state !== 'open') redirect(routes.inspection(council, inspection.number));
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
      ]}
    >
      <StepForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        step={null}
        owners={owners}
        title="Add a step"
        heading={<PageHeading caption={inspection.name}>Add a step</PageHeading>}
      />
    </CouncilFrame>
  );
}
