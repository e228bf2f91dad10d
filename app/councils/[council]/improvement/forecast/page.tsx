import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ForecastForm } from '#components/plan/forecast-form.tsx';
import { ForecastTable } from '#components/plan/forecast-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { describeForecast } from '#lib/insight/plan/forecast.ts';
import { type ForecastView, getForecast } from '#lib/insight/plan/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type ForecastPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ action?: string | string[]; chosen?: string | string[] }>;
};

export default async function ForecastPage({ params, searchParams }: ForecastPageProps) {
  const { council } = await params;
  const { action, chosen } = await searchParams;
  const context = await requireCouncil(council, 'improvement:view');
  const ticked = [action ?? []].flat().flatMap((number) => parsePositiveInt(number) ?? []);
  const only = chosen === undefined && action === undefined ? null : new Set(ticked);
  const view = await getForecast(context, context.now(), only);
  const title = 'If the actions land';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title={title}
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      {view === null ? (
        <NoAssessment council={council} heading={title} mayStart={can(context, 'assessment:start')} />
      ) : 'actions' in view ? (
        <Shown council={council} title={title} view={view} only={only} />
      ) : (
        <>
          <PageHeading caption={view.assessment.name}>{title}</PageHeading>
          <ScoresHidden council={council} hidden={view.assessment.hidden} also={['the forecast']} />
        </>
      )}
    </CouncilFrame>
  );
}

type ShownProps = {
  council: string;
  title: string;
  view: ForecastView;
  only: ReadonlySet<number> | null;
};

function Shown({ council, title, view, only }: ShownProps) {
  const { assessment, actions, forecast } = view;
  const chosen = actions.map(({ number }) => number).filter((number) => only?.has(number) ?? true);
  const which = chosen.length === actions.length ? 'all' : 'these';
  const { without } = forecast;
  return (
    <>
      <PageHeading
        caption={assessment.name}
        lead={
          describeForecast(forecast, which) ??
          (actions.length === 0 ? undefined : 'None of the actions that count would change a score.')
        }
      >
        {title}
      </PageHeading>
      {actions.length === 0 ? (
        <EmptyState action={<Link href={routes.improvement(council)}>See the improvement plan</Link>}>
          No action aims at a score yet. Say in an action which score a quality statement should reach, and
          you will see here when it would.
        </EmptyState>
      ) : (
        <>
          <Section heading="What lands when">
            <ForecastTable council={council} forecast={forecast} now={assessment.scores ?? {}} />
            {without.length > 0 && (
              <p className="mt-3 max-w-text">
                {formatCount(without.length, 'action')} would change nothing, because{' '}
                {without.length === 1 ? 'its' : 'their'} statements have such a score already, or belong to
                another framework:{' '}
                {without.map((number, index) => (
                  <span key={number}>
                    {index > 0 && ', '}
                    <Link href={routes.action(council, number)}>
                      <bdi>{actions.find((one) => one.number === number)?.title}</bdi>
                    </Link>
                  </span>
                ))}
                .
              </p>
            )}
            <p className="mt-3 max-w-text text-ink-soft">
              This is arithmetic, not a prediction. A statement gets a score on the day on which the last
              action that aims at that score, or at a lower one, is due. Overdue actions land today, complete
              ones on the day they were completed, and stopped ones never. A score above the aim stays.
              Nothing else is guessed.
            </p>
          </Section>
          <Section heading="Try it with fewer actions">
            <ForecastForm
              // Shows the choices of the address.
              key={chosen.join()}
              url={routes.planForecast(council)}
              actions={actions}
              chosen={chosen}
            />
          </Section>
        </>
      )}
    </>
  );
}
