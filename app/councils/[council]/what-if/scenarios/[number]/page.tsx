import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { ScenarioFigures } from '#components/scenarios/scenario-figures.tsx';
import { ScenarioForm } from '#components/scenarios/scenario-form.tsx';
import { ScoreNeeded } from '#components/scenarios/score-needed.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import { getWhatIf } from '#lib/insight/scenarios/queries.ts';
import { NEEDS_LIMIT, needsField, type ScenarioScore, withScenario } from '#lib/insight/scenarios/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { figuresOf } from '#lib/record/assessments/rules.ts';
import { withScores } from '#lib/record/assessments/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ScenarioPageProps = { params: Promise<{ council: string; number: string }> };

export default async function ScenarioPage({ params }: ScenarioPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getWhatIf(context, new Date());
  const scenario = view?.scenarios?.find((one) => one.number === parsePositiveInt(number));
  // Hidden scores hide every scenario, as if there were none.
  if (!view?.assessment.facts || !scenario) notFound();
  const { id, name: cycle, facts } = view.assessment;
  const now = facts.scores;
  const maySave = can(context, 'scenario:save');
  const about = (score: ScenarioScore) => {
    const strength = view.readiness.statements.find((one) => one.id === score.statement)?.strength;
    return (
      strength && (
        <ScoreNeeded council={council} score={score} now={now[score.statement] ?? null} strength={strength} />
      )
    );
  };
  const heading = (
    <>
      <PageHeading caption={`Scenario, ${cycle}`}>{scenario.name}</PageHeading>
      <ScenarioFigures
        what="With this scenario"
        figures={figuresOf(withScores(facts, withScenario(now, scenario)))}
        scores={withScenario(now, scenario)}
        now={figuresOf(facts)}
      />
      <ul className="mt-8 flex flex-wrap gap-x-8 gap-y-3 border-y border-rule py-3 print:hidden">
        <li>
          <Link
            href={routes.whatIf(
              council,
              Object.fromEntries(scenario.scores.map(({ statement, to }) => [statement, to])),
              maySave ? scenario : undefined,
            )}
          >
            {maySave ? 'Change scores' : 'Try these scores'}
          </Link>
        </li>
        <li>
          <Link href={routes.scenarios(council)}>Compare scenarios</Link>
        </li>
        {can(context, 'target:set') && (
          <li>
            <Link href={routes.targets(council, { scenario: scenario.number })}>
              Use this scenario as targets
            </Link>
          </li>
        )}
        {can(context, 'improvement:edit') && (
          <li>
            <Link href={routes.addAction(council, { scenario: scenario.number })}>Add an action</Link>
          </li>
        )}
        {maySave && (
          <li>
            <Link href={routes.removeScenario(council, scenario.number)}>Remove</Link>
          </li>
        )}
      </ul>
      <p className="mt-4 text-ink-soft">
        Last changed by <bdi>{scenario.changed.by}</bdi>, {formatDateTime(scenario.changed.at)}
      </p>
    </>
  );
  return (
    <CouncilFrame
      context={context}
      place="scenarios"
      breadcrumbs={[
        { href: routes.whatIf(council), text: 'What if' },
        { href: routes.scenarios(council), text: 'Scenarios' },
      ]}
    >
      {maySave ? (
        <ScenarioForm
          council={council}
          councilName={context.council.name}
          assessment={id}
          number={scenario.number}
          version={scenario.version}
          name={scenario.name}
          scores={scenario.scores.map((score) => ({
            ...fieldOf(score.statement),
            needs: score.needs,
            about: about(score),
          }))}
          others={frameworkOf(facts.framework)
            .statementIds.filter((id) => !scenario.scores.some(({ statement }) => statement === id))
            .map(fieldOf)}
          limit={NEEDS_LIMIT}
          title={scenario.name}
          heading={heading}
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{scenario.name}</PageTitle>
          {heading}
          <Section heading="What it would take">
            {scenario.scores.map((score) => (
              <div key={score.statement} className="border-t border-rule py-5">
                {about(score)}
                <p dir="auto" className="max-w-text whitespace-pre-line wrap-anywhere">
                  {score.needs || 'Not provided'}
                </p>
              </div>
            ))}
          </Section>
        </>
      )}
    </CouncilFrame>
  );
}

function fieldOf(id: StatementId) {
  return { field: needsField(id), label: `What it would take for ${knownStatement(id).name}` };
}
