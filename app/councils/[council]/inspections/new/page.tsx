import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { StartForm } from '#components/inspections/start-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

export default async function StartInspectionPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'inspection:manage');
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[{ href: routes.inspections(council), text: 'Inspections' }]}
    >
      <StartForm council={council} councilName={context.council.name} />
    </CouncilFrame>
  );
}
