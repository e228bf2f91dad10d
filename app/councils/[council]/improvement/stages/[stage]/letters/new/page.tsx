import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LetterForm } from '#components/support-stages/letter-form.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getLetterToSave } from '#lib/record/support-stages/queries.ts';
import { STAGE_KIND_NAMES } from '#lib/record/support-stages/rules.ts';

type AddLetterPageProps = { params: Promise<{ council: string; stage: string }> };

export default async function AddLetterPage({ params }: AddLetterPageProps) {
  const { council, stage: ofStage } = await params;
  const context = await requireCouncil(council, 'improvement:oversee');
  const view = await getLetterToSave(context, parsePositiveInt(ofStage) ?? notFound(), null);
  if (!view) notFound();
  const { stage } = view;
  const back = routes.supportStages(council);
  const title = 'Add a letter';
  return (
    <CouncilFrame
      context={context}
      place="support-stages"
      breadcrumbs={[{ href: back, text: 'Stage of support' }]}
    >
      <LetterForm
        {...{ council, title }}
        councilName={context.council.name}
        stage={stage.number}
        letter={null}
        heading={
          <PageHeading caption={`${STAGE_KIND_NAMES[stage.kind]}, from ${formatDate(stage.fromOn)}`}>
            {title}
          </PageHeading>
        }
        backHref={back}
      />
    </CouncilFrame>
  );
}
