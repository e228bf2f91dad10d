import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Trial } from '#components/scenarios/trial.tsx';
import { describeForecast } from '#lib/insight/plan/forecast.ts';
import { getForecast } from '#lib/insight/plan/queries.ts';
import { getWhatIf } from '#lib/insight/scenarios/queries.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type WhatIfPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export default async function WhatIfPage({ params, searchParams }: WhatIfPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const asOf = new Date();
  const view = await getWhatIf(context, asOf);
  const plan = await getForecast(context, asOf);
  const title = 'What if';
  if (!view) {
    return (
      <CouncilFrame context={context} place="what-if" title={title}>
        <NoAssessment council={council} heading={title} mayStart={can(context, 'assessment:start')} />
      </CouncilFrame>
    );
  }
  const { assessment, readiness, scenarios, targets } = view;
  const heading = (
    <PageHeading
      caption={assessment.name}
      lead={`Try other scores to see how the figures would change. Only you can see this${can(context, 'scenario:save') ? ' until you save it as a scenario' : ''}.`}
    >
      {title}
    </PageHeading>
  );
  const { facts } = assessment;
  return (
    <CouncilFrame context={context} place="what-if">
      {facts && scenarios && targets ? (
        <Trial
          context={context}
          heading={heading}
          readiness={readiness}
          facts={facts}
          scenarios={scenarios}
          targets={targets}
          forecast={plan && plan.forecast !== 'scores hidden' ? describeForecast(plan.forecast) : null}
          query={await searchParams}
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{title}</PageTitle>
          {heading}
          <ScoresHidden
            council={council}
            hidden={assessment.hidden}
            also={['the scenarios', 'the targets']}
          />
        </>
      )}
    </CouncilFrame>
  );
}
