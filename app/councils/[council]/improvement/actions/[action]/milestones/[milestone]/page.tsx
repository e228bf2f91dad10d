import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { MilestoneForm } from '#components/improvement/milestone-form.tsx';
import { RemoveMilestoneForm } from '#components/improvement/remove-milestone-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getMilestone } from '#lib/record/improvement/queries.ts';

type MilestonePageProps = {
  params: Promise<{ council: string; action: string; milestone: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function MilestonePage({ params, searchParams }: MilestonePageProps) {
  const { council, action: asked, milestone: key } = await params;
  const { remove } = await searchParams;
  const context = await requireCouncil(council, 'improvement:update');
  const view = await getMilestone(
    context,
    parsePositiveInt(asked) ?? notFound(),
    parsePositiveInt(key) ?? notFound(),
  );
  if (!view?.milestone) notFound();
  const { action, milestone } = view;
  const mayRemove = can(context, 'improvement:edit');
  const isRemoval = remove === 'yes' && mayRemove;
  const title = isRemoval ? 'Remove this milestone?' : milestone.title;
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[
        { href: routes.improvement(council), text: 'Improvement plan' },
        { href: routes.action(council, action.number), text: action.title },
      ]}
    >
      {isRemoval ? (
        <RemoveMilestoneForm
          {...{ council, title }}
          councilName={context.council.name}
          action={action.number}
          milestone={milestone.key}
          version={milestone.version}
          heading={
            <PageHeading
              caption={action.title}
              lead={`${milestone.title}, due on ${formatDate(milestone.dueOn)}. The history keeps that it was there.`}
            >
              {title}
            </PageHeading>
          }
        />
      ) : (
        <MilestoneForm
          {...{ council, title, milestone, mayRemove }}
          councilName={context.council.name}
          action={action.number}
          heading={<PageHeading caption={action.title}>{title}</PageHeading>}
        />
      )}
    </CouncilFrame>
  );
}
