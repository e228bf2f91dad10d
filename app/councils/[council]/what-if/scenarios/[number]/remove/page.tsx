import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { RemoveScenarioForm } from '#components/scenarios/remove-scenario-form.tsx';
import { getScenarios } from '#lib/insight/scenarios/queries.ts';
import { describeMoves } from '#lib/insight/scenarios/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type RemoveScenarioPageProps = { params: Promise<{ council: string; number: string }> };

export default async function RemoveScenarioPage({ params }: RemoveScenarioPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'scenario:save');
  const view = await getScenarios(context);
  const scenario = view?.scenarios?.find((one) => one.number === parsePositiveInt(number)) ?? notFound();
  const here = routes.scenario(council, scenario.number);
  const isDescribed = scenario.scores.some(({ needs }) => needs !== '');
  return (
    <CouncilFrame
      context={context}
      place="scenarios"
      breadcrumbs={[
        { href: routes.whatIf(council), text: 'What if' },
        { href: routes.scenarios(council), text: 'Scenarios' },
        { href: here, text: scenario.name },
      ]}
    >
      <RemoveScenarioForm
        council={council}
        councilName={context.council.name}
        assessment={view?.assessment.id ?? ''}
        number={scenario.number}
        version={scenario.version}
        title={`Remove ${scenario.name}`}
        cancelHref={here}
      >
        <PageHeading caption={scenario.name}>Remove this scenario?</PageHeading>
        <p className="mb-8 max-w-text">
          It changes {describeMoves(scenario.scores)}. You cannot undo this.
          {isDescribed && ' Your notes on what it would take will be deleted.'} The history keeps its name and
          scores. Targets set from it do not change.
        </p>
      </RemoveScenarioForm>
    </CouncilFrame>
  );
}
