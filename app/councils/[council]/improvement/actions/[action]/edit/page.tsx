import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { actionChoices } from '#components/improvement/action-choices.ts';
import { ActionForm } from '#components/improvement/action-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { getActionToSave } from '#lib/pages/action.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type EditActionPageProps = { params: Promise<{ council: string; action: string }> };

export default async function EditActionPage({ params }: EditActionPageProps) {
  const { council, action: asked } = await params;
  const context = await requireCouncil(council, 'improvement:edit');
  const view = await getActionToSave(context, parsePositiveInt(asked) ?? notFound(), {
    ...{ finding: null, statement: null, score: null, scenario: null },
  });
  if (!view?.action) notFound();
  const { action, prefill, owners, measures } = view;
  const title = 'Edit action';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[
        { href: routes.improvement(council), text: 'Improvement plan' },
        { href: routes.action(council, action.number), text: action.title },
      ]}
    >
      <ActionForm
        {...{ council, action, prefill, owners, measures, title }}
        councilName={context.council.name}
        {...actionChoices(view)}
        heading={<PageHeading caption={action.title}>{title}</PageHeading>}
        backHref={routes.action(council, action.number)}
      />
    </CouncilFrame>
  );
}
