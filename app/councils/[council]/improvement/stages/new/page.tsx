import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { StageForm } from '#components/support-stages/stage-form.tsx';
import { Link } from '#components/ui/link.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { proposedPlanDue, STAGE_KIND_NAMES, STAGE_KINDS } from '#lib/record/support-stages/rules.ts';

type AddStagePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ kind?: string | string[] }>;
};

export default async function AddStagePage({ params, searchParams }: AddStagePageProps) {
  const { council } = await params;
  const { kind: asked } = await searchParams;
  const context = await requireCouncil(council, 'improvement:oversee');
  const kind = STAGE_KINDS.find((one) => one === asked);
  const today = londonDay(context.now());
  const back = routes.supportStages(council);
  const title = 'Record a stage of support';
  return (
    <CouncilFrame
      context={context}
      place="support-stages"
      breadcrumbs={[{ href: back, text: 'Stage of support' }]}
    >
      <StageForm
        // Filled in again for another kind.
        key={kind}
        {...{ council, title }}
        councilName={context.council.name}
        stage={null}
        proposed={kind && { kind, fromOn: today, planDueOn: proposedPlanDue(kind, today) }}
        heading={
          <>
            <PageHeading>{title}</PageHeading>
            {!kind && (
              <p className="mb-8 flex max-w-text flex-wrap gap-x-6 gap-y-1">
                <span>Begins today? Have the form filled in:</span>
                {STAGE_KINDS.map((one) => (
                  <Link key={one} href={routes.addStage(council, one)}>
                    {STAGE_KIND_NAMES[one]}
                  </Link>
                ))}
              </p>
            )}
          </>
        }
        backHref={back}
      />
    </CouncilFrame>
  );
}
