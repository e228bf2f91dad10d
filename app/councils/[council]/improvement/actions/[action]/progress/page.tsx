import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { UpdateForm } from '#components/improvement/update-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getActionToUpdate } from '#lib/record/improvement/queries.ts';

type UpdateActionPageProps = { params: Promise<{ council: string; action: string }> };

export default async function UpdateActionPage({ params }: UpdateActionPageProps) {
  const { council, action: asked } = await params;
  const context = await requireCouncil(council, 'improvement:update');
  const action = await getActionToUpdate(context, parsePositiveInt(asked) ?? notFound());
  if (!action) notFound();
  const title = 'Update progress';
  const [last] = action.updates;
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[
        { href: routes.improvement(council), text: 'Improvement plan' },
        { href: routes.action(council, action.number), text: action.title },
      ]}
    >
      <UpdateForm
        {...{ council, action, title }}
        councilName={context.council.name}
        today={londonDay(context.now())}
        heading={
          <PageHeading
            caption={action.title}
            lead={last && `Last updated by ${last.by} on ${formatDate(last.at)}: ${last.note}`}
          >
            {title}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
