import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { MilestoneForm } from '#components/improvement/milestone-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getMilestone } from '#lib/record/improvement/queries.ts';

type AddMilestonePageProps = { params: Promise<{ council: string; action: string }> };

export default async function AddMilestonePage({ params }: AddMilestonePageProps) {
  const { council, action: asked } = await params;
  const context = await requireCouncil(council, 'improvement:update');
  const view = await getMilestone(context, parsePositiveInt(asked) ?? notFound(), null);
  if (!view) notFound();
  const { action } = view;
  const title = 'Add a milestone';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[
        { href: routes.improvement(council), text: 'Improvement plan' },
        { href: routes.action(council, action.number), text: action.title },
      ]}
    >
      <MilestoneForm
        {...{ council, title }}
        councilName={context.council.name}
        action={action.number}
        milestone={null}
        mayRemove={false}
        heading={
          <PageHeading
            caption={action.title}
            lead={action.dueOn && `The action is due on ${formatDate(action.dueOn)}.`}
          >
            {title}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
