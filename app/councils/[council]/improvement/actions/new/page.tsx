import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { actionChoices } from '#components/improvement/action-choices.ts';
import { ActionForm } from '#components/improvement/action-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { frameworkOfStatement, isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getActionToSave } from '#lib/pages/action.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type AddActionPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AddActionPage({ params, searchParams }: AddActionPageProps) {
  const { council } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'improvement:edit');
  const statement = isKnownStatement(query.statement) ? query.statement : null;
  const asked = parsePositiveInt(query.score);
  const view = await getActionToSave(context, null, {
    finding: parsePositiveInt(query.finding),
    statement,
    score: statement
      ? (frameworkOfStatement(statement).scores.find((score) => score === asked) ?? null)
      : null,
    scenario: parsePositiveInt(query.scenario),
  });
  if (!view) notFound();
  const title = 'Add an action';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <ActionForm
        council={council}
        councilName={context.council.name}
        action={null}
        prefill={view.prefill}
        owners={view.owners}
        measures={view.measures}
        {...actionChoices(view)}
        title={title}
        heading={
          <PageHeading
            caption="Improvement plan"
            lead={
              view.prefill.says ??
              (statement
                ? `To improve ${knownStatement(statement).name}.`
                : 'A title and a priority are enough to begin with.')
            }
          >
            {title}
          </PageHeading>
        }
        backHref={routes.improvement(council)}
      />
    </CouncilFrame>
  );
}
