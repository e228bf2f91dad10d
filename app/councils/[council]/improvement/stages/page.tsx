import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { StageNow } from '#components/support-stages/stage-now.tsx';
import { StageSection } from '#components/support-stages/stage-section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listStages } from '#lib/record/support-stages/queries.ts';
import { stageOn } from '#lib/record/support-stages/rules.ts';

type StagesPageProps = { params: Promise<{ council: string }> };

export default async function StagesPage({ params }: StagesPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const stages = await listStages(context);
  const today = londonDay(context.now());
  const mayChange = can(context, 'improvement:oversee');
  const add = mayChange && <ButtonLink href={routes.addStage(council)}>Record a stage</ButtonLink>;
  return (
    <CouncilFrame context={context} place="support-stages" title="Stage of support">
      <PageHeading lead="Where the council is in the department’s framework for support and intervention in adult social care, and who has to see its improvement plan.">
        Stage of support
      </PageHeading>
      {stages.length === 0 ? (
        <EmptyState action={add}>No stage recorded. Most councils are in sector-led improvement.</EmptyState>
      ) : (
        <>
          <StageNow stage={stageOn(stages, today)} today={today} />
          {add && <p className="mt-6">{add}</p>}
          {stages.map((stage, index) => (
            <StageSection
              key={stage.number}
              {...{ council, stage, today, mayChange }}
              until={stages[index - 1]?.fromOn ?? null}
            />
          ))}
        </>
      )}
    </CouncilFrame>
  );
}
