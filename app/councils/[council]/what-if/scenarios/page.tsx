import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ComparisonTable } from '#components/scenarios/comparison-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { getScenarios } from '#lib/insight/scenarios/queries.ts';
import { compareScenarios } from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type ScenariosPageProps = { params: Promise<{ council: string }> };

export default async function ScenariosPage({ params }: ScenariosPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getScenarios(context);
  const maySave = can(context, 'scenario:save');
  const compared = view && compareScenarios(view);
  return (
    <CouncilFrame
      context={context}
      place="scenarios"
      title="Scenarios"
      breadcrumbs={[{ href: routes.whatIf(council), text: 'What if' }]}
    >
      {view ? (
        <>
          <PageHeading
            caption={view.assessment.name}
            lead="Compare your current scores with targets and scenarios. They are not copied to the next assessment."
          >
            Scenarios
          </PageHeading>
          {compared ? (
            <>
              {view.scenarios?.length ? (
                <p className="mb-6 print:hidden">
                  <Link href={routes.scenariosExport(council)}>Download as CSV</Link>
                </p>
              ) : (
                <EmptyState
                  action={maySave && <ButtonLink href={routes.whatIf(council)}>Try other scores</ButtonLink>}
                >
                  No scenarios yet.{' '}
                  {maySave
                    ? 'Try other scores, then save them.'
                    : `${capitalise(whoCan('scenario:save'))} can save one.`}
                </EmptyState>
              )}
              {compared.length > 1 && <ComparisonTable council={council} compared={compared} />}
              <p className="mt-6 max-w-text">
                A scenario replaces current scores with its own. A statement that has already reached its
                scenario score keeps its current score.
              </p>
            </>
          ) : (
            <ScoresHidden council={council} hidden={view.assessment.hidden} also={['the scenarios']} />
          )}
        </>
      ) : (
        <NoAssessment council={council} heading="Scenarios" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}
