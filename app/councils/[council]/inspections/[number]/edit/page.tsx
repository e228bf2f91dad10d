import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ChangeForm } from '#components/inspections/change-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getInspection } from '#lib/record/inspections/queries.ts';

type ChangeInspectionPageProps = { params: Promise<{ council: string; number: string }> };

export default async function ChangeInspectionPage({ params }: ChangeInspectionPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'inspection:manage');
  const inspection = await getInspection(context, parsePositiveInt(number) ?? notFound());
  if (!inspection) notFound();
  if (inspection.state !== 'open') redirect(routes.inspection(council, inspection.number));
  const { name, noticeOn, version } = inspection;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: name },
      ]}
    >
      <ChangeForm
        council={council}
        councilName={context.council.name}
        inspection={{ number: inspection.number, name, noticeOn, version }}
      />
    </CouncilFrame>
  );
}
