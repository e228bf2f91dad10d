import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { CheapestRoutes } from '#components/readiness/cheapest-routes.tsx';
import { TriedFigures } from '#components/readiness/tried-figures.tsx';
import { TryScores } from '#components/readiness/try-scores.tsx';
import { SaveScores } from '#components/scenarios/save-scores.tsx';
import { SavedScenarios } from '#components/scenarios/saved-scenarios.tsx';
import { Link } from '#components/ui/link.tsx';
import { type AssessmentResult, resultOf, standingInWords } from '#lib/assessments/rules.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';
import { scoreInWords } from '#lib/challenge/rules.ts';
import { capitalise, formatCount, formatList } from '#lib/format.ts';
import { numberIn } from '#lib/forms/page-number.ts';
import type { ReadinessView } from '#lib/readiness/queries.ts';
import { type ReadyRoute, readyRoutes, triedScores, whatIf } from '#lib/readiness/rules.ts';
import { routes } from '#lib/routes.ts';
import { getWhatIf, type HeldTargets } from '#lib/scenarios/queries.ts';
import { type Scenario, targetsHeld, withScenario, withTargets } from '#lib/scenarios/rules.ts';
import {
  BAND_NAMES,
  type Band,
  countRoutes,
  SCORES,
  type Scores,
  STATEMENTS,
  statement as statementOf,
} from '#lib/scoring/index.ts';

type Query = Readonly<Record<string, string | string[] | undefined>>;

type WhatIfPageProps = { params: Promise<{ council: string }>; searchParams: Promise<Query> };

export default async function WhatIfPage({ params, searchParams }: WhatIfPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getWhatIf(context, new Date());
  const title = 'What if';
  if (!view) {
    return (
      <CouncilFrame context={context} place="what-if" title={title} wide>
        <NoAssessment council={council} heading={title} mayStart={can(context, 'assessment:start')} />
      </CouncilFrame>
    );
  }
  const { assessment, readiness, scenarios, targets } = view;
  const heading = (
    <PageHeading
      caption={assessment.name}
      lead={`Try other scores and see what the figures would be. Nobody else sees it${can(context, 'scenario:save') ? ' unless you save it as a scenario' : ''}.`}
    >
      {title}
    </PageHeading>
  );
  const { scores } = assessment;
  return (
    <CouncilFrame context={context} place="what-if" wide>
      {scores && scenarios && targets ? (
        <Trial
          context={context}
          heading={heading}
          readiness={readiness}
          scores={scores}
          scenarios={scenarios}
          targets={targets}
          query={await searchParams}
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{title}</PageTitle>
          {heading}
          <ScoresHidden
            council={council}
            hidden={assessment.hidden}
            also={['what others saved as scenarios', 'the targets']}
          />
        </>
      )}
    </CouncilFrame>
  );
}

type TrialProps = {
  context: CouncilContext;
  heading: React.ReactNode;
  readiness: ReadinessView;
  scores: Scores;
  scenarios: readonly Scenario[];
  targets: HeldTargets;
  query: Query;
};

function Trial({ context, heading, readiness, scores, scenarios, targets, query }: TrialProps) {
  const council = context.council.slug;
  const { id, thresholds } = readiness.assessment;
  const assessment = { scores, thresholds };
  const asked = triedScores(query);
  const tried = whatIf(assessment, asked);
  const scenario = scenarios.find(({ number }) => number === numberIn(query.scenario));
  // The version that the trial began with: what somebody saves over it meanwhile must be told.
  const seen = scenario && {
    number: scenario.number,
    version: numberIn(query.version) ?? scenario.version,
  };
  const maySave = can(context, 'scenario:save');
  const figures = (
    <>
      <TriedFigures tried={tried} />
      <Section
        heading="Scores to try"
        action={
          tried.changes.length > 0 && (
            <Link href={routes.whatIf(council)}>Back to the scores as they are</Link>
          )
        }
      >
        <TryScores
          action={routes.whatIf(council)}
          scenario={seen}
          statements={STATEMENTS.map(({ id, name }) => ({
            id,
            name,
            chosen: String(tried.scores[id] ?? ''),
            options: [
              ...(scores[id] === null ? [{ value: '', label: 'Not scored (now)' }] : []),
              ...SCORES.map((score) => ({
                value: String(score),
                label: `${capitalise(scoreInWords(score))}${score === scores[id] ? ' (now)' : ''}`,
              })),
            ],
          }))}
        />
      </Section>
    </>
  );
  const saved = (
    <>
      <Section
        heading="Scenarios"
        action={<Link href={routes.scenarios(council)}>Compare scenarios with now</Link>}
      >
        <SavedScenarios
          council={council}
          maySave={maySave}
          scenarios={scenarios.map((one) => ({
            scenario: one,
            result: resultOf({ scores: withScenario(scores, one), thresholds }),
          }))}
        />
      </Section>
      <Section
        heading="Targets"
        action={
          <Link href={routes.targets(council)}>
            {can(context, 'target:set') ? 'Set targets' : 'All targets'}
          </Link>
        }
      >
        <p className="max-w-text">{targetsSentence(assessment, targets)}</p>
      </Section>
      <Cheapest council={council} readiness={readiness} assessment={assessment} now={tried.now} />
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
      // Another scenario is another form.
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
              lost: lostInWords(scenario, asked),
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

/** What was written about scores that would leave a scenario. Empty: nothing. */
function lostInWords({ scores }: Scenario, asked: ReturnType<typeof triedScores>): string {
  const lost = scores.filter(({ statement, needs }) => needs !== '' && asked[statement] === undefined);
  if (lost.length === 0) return '';
  return `What it would take for ${formatList(lost.map(({ statement }) => statementOf(statement).name))} leaves the scenario with its score.`;
}

function targetsSentence(assessment: Parameters<typeof resultOf>[0], held: HeldTargets): string {
  const targets = targetsHeld(held);
  const count = Object.keys(targets).length;
  if (count === 0) return 'No statement has a target yet.';
  const { overall } = resultOf({ ...assessment, scores: withTargets(assessment.scores, targets) });
  return `${formatCount(count, 'statement has', 'statements have')} a target. With every target reached: ${standingInWords(overall)}.`;
}

type CheapestProps = {
  council: string;
  readiness: ReadinessView;
  assessment: Parameters<typeof readyRoutes>[0];
  now: AssessmentResult;
};

function Cheapest({ council, readiness, assessment, now }: CheapestProps) {
  const next = nextBand(readiness, assessment, now.distance);
  return (
    <Section heading={next ? `Cheapest ways to ${BAND_NAMES[next.band].toLowerCase()}` : 'Cheapest ways up'}>
      {next ? (
        <CheapestRoutes
          council={council}
          band={BAND_NAMES[next.band]}
          routes={next.found}
          count={next.count}
        />
      ) : (
        <p>
          {now.overall.state === 'complete'
            ? 'There is no higher band.'
            : 'They can be worked out when all nine statements are scored.'}
        </p>
      )}
    </Section>
  );
}

/** From the scores as they are: the band above, and the ways there. Null at the top, and while statements are not scored. */
function nextBand(
  { statements }: ReadinessView,
  assessment: Parameters<typeof readyRoutes>[0],
  distance: AssessmentResult['distance'],
): { readonly band: Band; readonly found: readonly ReadyRoute[]; readonly count: number } | null {
  const up = distance?.up;
  if (!up) return null;
  const levels = Object.fromEntries(statements.map(({ id, strength }) => [id, strength.level]));
  return {
    band: up.band,
    found: readyRoutes(assessment, up.band, levels as Parameters<typeof readyRoutes>[2]),
    count: countRoutes(assessment.scores, up.band, assessment.thresholds),
  };
}
