import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { RemoveStepForm } from '#components/inspections/remove-step-form.tsx';
import { StepForm } from '#components/inspections/step-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { formatDays } from '#lib/record/inspections/dates.ts';
import { NOTICE } from '#lib/record/inspections/plans.ts';
import { getInspectionToPlan } from '#lib/record/inspections/queries.ts';

type StepPageProps = {
  params: Promise<{ council: string; number: string; step: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function StepPage({ params, searchParams }: StepPageProps) {
  const { council, number, step: key } = await params;
  const { remove } = await searchParams;
  const context = await requireCouncil(council, 'inspection:manage');
  const view = await getInspectionToPlan(context, parsePositiveInt(number) ?? notFound());
  const step = view?.inspection.steps.find((one) => one.key === key);
  if (!view || !step || step.key === NOTICE) notFound();
  const { inspection, owners } = view;
  if (inspection.state !== 'open') redirect(routes.inspection(council, inspection.number));
  const about = { council, councilName: context.council.name, inspection: inspection.number };
  const days = formatDays(step);
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
      ]}
    >
      {step.isOwn && remove !== undefined ? (
        <RemoveStepForm
          {...about}
          step={step.key}
          version={step.version}
          title={`Remove ${step.name}`}
          heading={
            <PageHeading
              caption={inspection.name}
              lead={`It is on ${days} now. The history will still show it, and that you removed it.`}
            >
              Remove {step.name}
            </PageHeading>
          }
        />
      ) : (
        <StepForm
          {...about}
          step={{
            ...{ key: step.key, name: step.name, setOn: step.setOn, days: step.days, doneOn: step.doneOn },
            ...{ workedOut: step.workedOut, isOwn: step.isOwn, owner: step.owner, version: step.version },
          }}
          owners={owners}
          title={step.name}
          heading={
            <PageHeading
              caption={inspection.name}
              lead={step.isOwn ? undefined : `${step.usual}. Source: ${step.source}.`}
            >
              {step.name}
            </PageHeading>
          }
        />
      )}
    </CouncilFrame>
  );
}
