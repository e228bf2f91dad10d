import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { StageForm } from '#components/support-stages/stage-form.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getStageToSave } from '#lib/record/support-stages/queries.ts';
import { STAGE_KIND_NAMES } from '#lib/record/support-stages/rules.ts';

type StagePageProps = { params: Promise<{ council: string; stage: string }> };

export default async function StagePage({ params }: StagePageProps) {
  const { council, stage: number } = await params;
  const context = await requireCouncil(council, 'improvement:oversee');
  const stage = await getStageToSave(context, parsePositiveInt(number) ?? notFound());
  if (!stage) notFound();
  const back = routes.supportStages(council);
  const title = `${STAGE_KIND_NAMES[stage.kind]}, from ${formatDate(stage.fromOn)}`;
  return (
    <CouncilFrame
      context={context}
      place="support-stages"
      breadcrumbs={[{ href: back, text: 'Stage of support' }]}
    >
      <StageForm
        {...{ council, stage, title }}
        councilName={context.council.name}
        heading={<PageHeading>{title}</PageHeading>}
        backHref={back}
      />
    </CouncilFrame>
  );
}
