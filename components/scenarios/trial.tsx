import type { ReactNode } from 'react';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { FewestChanges } from '#components/readiness/fewest-changes.tsx';
import { WhatIfFigures } from '#components/readiness/what-if-figures.tsx';
import { WhatIfForm } from '#components/readiness/what-if-form.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { ReadinessView } from '#lib/insight/readiness/queries.ts';
import { nextBand, readWhatIfScores, whatIf } from '#lib/insight/readiness/rules.ts';
import type { StoredTargets } from '#lib/insight/scenarios/queries.ts';
import {
  currentTargets,
  describeLost,
  describeTargets,
  lostTexts,
  mergeScores,
  type Scenario,
  targetsResult,
  withScenario,
} from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { type StateFacts, stateOf, withScores } from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import { SaveScores } from './save-scores.tsx';
import { SavedScenarios } from './saved-scenarios.tsx';

type TrialProps = {
  context: CouncilContext;
  heading: ReactNode;
  readiness: ReadinessView;
  facts: StateFacts;
  scenarios: readonly Scenario[];
  targets: StoredTargets;
  /** What the scores would be if the actions of the improvement plan land. Null if none would move a score. */
  forecast: string | null;
  /** The page's search parameters: the tried scores, and the scenario they started from. */
  query: Readonly<Record<string, string | string[] | undefined>>;
};

/** The figures with other scores, the saved scenarios and the fewest changes needed. */
export function Trial({
  context,
  heading,
  readiness,
  facts,
  scenarios,
  targets,
  forecast,
  query,
}: TrialProps) {
  const council = context.council.slug;
  const { id } = readiness.assessment;
  const framework = frameworkOf(facts.framework);
  const { scores } = facts;
  const asked = readWhatIfScores(query);
  const tried = whatIf(facts, asked);
  const scenario = scenarios.find(({ number }) => number === parsePositiveInt(query.scenario));
  // The version that the trial started from, so that a save over a newer one is noticed.
  const seen = scenario && {
    number: scenario.number,
    version: parsePositiveInt(query.version) ?? scenario.version,
  };
  const maySave = can(context, 'scenario:save');
  const aimed = targetsResult(facts, currentTargets(targets));
  const fewest = (
    <FewestChanges
      council={council}
      next={nextBand(facts, readiness.statements)}
      of={framework.statements.length}
      isComplete={tried.now.state.value !== null}
    />
  );
  const figures = (
    <>
      <WhatIfFigures tried={tried} />
      {tried.changes.length === 0 && fewest}
      <Section
        heading="Scores to try"
        action={tried.changes.length > 0 && <Link href={routes.whatIf(council)}>Back to current scores</Link>}
      >
        <WhatIfForm
          action={routes.whatIf(council)}
          scenario={seen}
          statements={framework.statements.map(({ id, name }) => ({
            id,
            name,
            chosen: String(tried.scores[id] ?? ''),
            options: [
              ...(scores[id] === null ? [{ value: '', label: 'Not scored (now)' }] : []),
              ...framework.scores.map((score) => ({
                value: String(score),
                label: `${capitalise(formatStatementScore(score, id))}${score === scores[id] ? ' (now)' : ''}`,
              })),
            ],
          }))}
        />
      </Section>
    </>
  );
  const saved = (
    <>
      {(scenarios.length > 0 || !maySave) && (
        <Section heading="Scenarios" action={<Link href={routes.scenarios(council)}>Compare scenarios</Link>}>
          <SavedScenarios
            council={council}
            maySave={maySave}
            scenarios={scenarios.map((one) => ({
              scenario: one,
              state: stateOf(withScores(facts, withScenario(scores, one))),
            }))}
          />
        </Section>
      )}
      <Section
        heading="Targets"
        action={
          <Link href={routes.targets(council)}>
            {can(context, 'target:set') ? 'Set targets' : 'All targets'}
          </Link>
        }
      >
        <p className="max-w-text">
          {aimed ? describeTargets(aimed.figures.state, aimed.statements) : 'No targets yet.'}
        </p>
        {forecast && (
          <p className="mt-2 max-w-text">
            Improvement plan: {forecast} <Link href={routes.planForecast(council)}>See what lands when</Link>
          </p>
        )}
      </Section>
      {tried.changes.length > 0 && fewest}
    </>
  );
  if (!maySave) {
    return (
      <>
        <PageTitle within={context.council.name}>What if</PageTitle>
        {heading}
        {figures}
        {saved}
      </>
    );
  }
  return (
    <SaveScores
      // Resets the form for another scenario.
      key={scenario?.number ?? 'new'}
      council={council}
      councilName={context.council.name}
      assessment={id}
      tried={Object.fromEntries(Object.entries(asked).map(([on, score]) => [on, String(score)]))}
      isEmpty={tried.changes.length === 0}
      {...(scenario && seen
        ? {
            scenario: {
              ...seen,
              name: scenario.name,
              lost: describeLost(
                lostTexts(scenario, { scores: mergeScores(scenario, scores, asked, framework) }),
              ),
              href: routes.scenario(council, scenario.number),
              apartHref: routes.whatIf(council, asked),
            },
          }
        : {})}
      title="What if"
      heading={heading}
      figures={figures}
    >
      {saved}
    </SaveScores>
  );
}
