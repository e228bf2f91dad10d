import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { InspectionLinks } from '#components/inspections/inspection-links.tsx';
import { InspectionTimeline } from '#components/inspections/inspection-timeline.tsx';
import { NextStep } from '#components/inspections/next-step.tsx';
import { ReopenForm } from '#components/inspections/reopen-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ReturnsSection } from '#components/returns/returns-section.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getInspection, getOwnParts } from '#lib/record/inspections/queries.ts';
import { describeInspection } from '#lib/record/inspections/rules.ts';
import { listReturns } from '#lib/record/returns/queries.ts';

type InspectionPageProps = { params: Promise<{ council: string; number: string }> };

export default async function InspectionPage({ params }: InspectionPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = await getInspection(context, parsePositiveInt(number) ?? notFound());
  if (!inspection) notFound();
  const lists = await listReturns(context, inspection.number);
  const parts = await getOwnParts(context, inspection.number);
  const mayManage = can(context, 'inspection:manage');
  const isOpen = inspection.state === 'open';
  const today = londonDay(context.now());
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={inspection.name}
      breadcrumbs={[{ href: routes.inspections(council), text: 'Inspections' }]}
    >
      <PageHeading
        dates={describeInspection(inspection)}
        lead={isOpen ? <NextStep steps={inspection.steps} today={today} /> : undefined}
      >
        {inspection.name}
      </PageHeading>
      <InspectionTimeline council={council} inspection={inspection} mayManage={mayManage} today={today} />
      <ReturnsSection
        council={council}
        inspection={inspection.number}
        lists={lists}
        mayStart={isOpen && can(context, 'return:manage')}
      />
      <InspectionLinks context={context} inspection={inspection.number} parts={parts} />
      {mayManage && (
        <div className="mt-8 print:hidden">
          {isOpen ? (
            <ButtonGroup>
              <ButtonLink href={routes.addInspectionStep(council, inspection.number)} kind="secondary">
                Add a step
              </ButtonLink>
              <Link href={routes.changeInspection(council, inspection.number)}>Change name and notice</Link>
              <Link href={routes.finishInspection(council, inspection.number)}>End this inspection</Link>
            </ButtonGroup>
          ) : (
            <ReopenForm council={council} inspection={inspection.number} version={inspection.version} />
          )}
        </div>
      )}
    </CouncilFrame>
  );
}
