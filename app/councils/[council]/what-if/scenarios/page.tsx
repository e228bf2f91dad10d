import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ComparisonTable } from '#components/scenarios/comparison-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { getScenarios } from '#lib/insight/scenarios/queries.ts';
import { comparedOf } from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type ScenariosPageProps = { params: Promise<{ council: string }> };

export default async function ScenariosPage({ params }: ScenariosPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getScenarios(context);
  const maySave = can(context, 'scenario:save');
  const compared = view && comparedOf(view);
  return (
    <CouncilFrame
      context={context}
      place="what-if"
      title="Scenarios"
      breadcrumbs={[{ href: routes.whatIf(council), text: 'What if' }]}
      wide
    >
      {view ? (
        <>
          <PageHeading
            caption={view.assessment.name}
            lead="What the council could come to, beside what it comes to now. The next cycle starts with no scenarios and no targets; this one keeps its own."
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
                  No scenario is saved yet.{' '}
                  {maySave
                    ? 'Try other scores, then save them under a name.'
                    : `${capitalise(whoCan('scenario:save'))} can save one.`}
                </EmptyState>
              )}
              {compared.length > 1 && <ComparisonTable council={council} compared={compared} />}
              <p className="mt-6 max-w-text">
                A scenario puts its scores in the place of those as they are now. One that has come as far
                already, or further, counts as it is.
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
