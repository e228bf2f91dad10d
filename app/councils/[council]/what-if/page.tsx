import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { CheapestRoutes } from '#components/readiness/cheapest-routes.tsx';
import { TriedFigures } from '#components/readiness/tried-figures.tsx';
import { TryScores } from '#components/readiness/try-scores.tsx';
import { Link } from '#components/ui/link.tsx';
import type { AssessmentResult } from '#lib/assessments/rules.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';
import { scoreInWords } from '#lib/challenge/rules.ts';
import { capitalise } from '#lib/format.ts';
import { getReadiness, type ReadinessView } from '#lib/readiness/queries.ts';
import { type ReadyRoute, readyRoutes, triedScores, whatIf } from '#lib/readiness/rules.ts';
import { routes } from '#lib/routes.ts';
import { BAND_NAMES, type Band, countRoutes, SCORES, type Scores, STATEMENTS } from '#lib/scoring/index.ts';

type WhatIfPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export default async function WhatIfPage({ params, searchParams }: WhatIfPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const readiness = await getReadiness(context, new Date());
  return (
    <CouncilFrame context={context} place="what-if" title="What if" wide>
      {readiness ? (
        <>
          <PageHeading
            caption={readiness.assessment.name}
            lead="Try other scores and see what the figures would be. Nothing is saved, and nobody else sees it."
          >
            What if
          </PageHeading>
          {readiness.assessment.scores ? (
            <Trial
              council={council}
              readiness={readiness}
              scores={readiness.assessment.scores}
              query={await searchParams}
            />
          ) : (
            <ScoresHidden council={council} hidden={readiness.assessment.hidden} also={[]} />
          )}
        </>
      ) : (
        <NoAssessment council={council} heading="What if" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}

type TrialProps = {
  council: string;
  readiness: ReadinessView;
  scores: Scores;
  query: Readonly<Record<string, string | string[] | undefined>>;
};

function Trial({ council, readiness, scores, query }: TrialProps) {
  const assessment = { scores, thresholds: readiness.assessment.thresholds };
  const tried = whatIf(assessment, triedScores(query));
  const next = nextBand(readiness, assessment, tried.now.distance);
  return (
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
      <Section
        heading={next ? `Cheapest ways to ${BAND_NAMES[next.band].toLowerCase()}` : 'Cheapest ways up'}
      >
        {next ? (
          <CheapestRoutes
            council={council}
            band={BAND_NAMES[next.band]}
            routes={next.found}
            count={next.count}
          />
        ) : (
          <p>
            {tried.now.overall.state === 'complete'
              ? 'There is no higher band.'
              : 'They can be worked out when all nine statements are scored.'}
          </p>
        )}
      </Section>
    </>
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
