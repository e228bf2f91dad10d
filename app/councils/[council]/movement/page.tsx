import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { CycleTrend } from '#components/readiness/cycle-trend.tsx';
import { MovementChart } from '#components/readiness/movement-chart.tsx';
import { MovementSince } from '#components/readiness/movement-since.tsx';
import { MovementTable } from '#components/readiness/movement-table.tsx';
import { Link } from '#components/ui/link.tsx';
import {
  describePace,
  describeProgress,
  type Movement,
  movementSince,
  type PastState,
  paceOf,
  readSinceDay,
} from '#lib/insight/readiness/movement.ts';
import { getMovement } from '#lib/insight/readiness/queries.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { readQueryDate } from '#lib/platform/forms/read-date.ts';
import { type StateFacts, stateOf } from '#lib/record/assessments/state.ts';

type MovementPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MovementPage({ params, searchParams }: MovementPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const asOf = new Date();
  const asked = readQueryDate(await searchParams, 'since');
  const since = readSinceDay(asked, asOf);
  const view = await getMovement(context, since);
  return (
    <CouncilFrame context={context} place="movement" title="Progress">
      {view ? (
        <>
          <PageHeading caption={view.assessment.name} lead="How your score has changed.">
            Progress
          </PageHeading>
          {view.movements && view.assessment.facts ? (
            <Moved
              council={council}
              movements={view.movements}
              past={view.past}
              facts={view.assessment.facts}
              since={since}
              asked={asked}
              asOf={asOf}
            />
          ) : (
            <ScoresHidden council={council} hidden={view.assessment.hidden} also={['how it has changed']} />
          )}
          <Section heading="Assessment cycles">
            <CycleTrend council={council} cycles={view.cycles} />
          </Section>
          <p className="mt-4">
            <WorkedOut figure="progress" />
          </p>
          {view.assessment.reviewState !== 'signed' && (
            <Section heading="Expected completion">
              <p className="max-w-text">
                {describePace(paceOf(view.completedAt, view.assessment.statements.length, asOf))}{' '}
                <WorkedOut figure="pace" />
              </p>
            </Section>
          )}
        </>
      ) : (
        <NoAssessment council={council} heading="Progress" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}

type MovedProps = {
  council: string;
  movements: readonly Movement[];
  past: PastState | null;
  facts: StateFacts;
  since: CalendarDate;
  asked: string;
  asOf: Date;
};

function Moved({ council, movements, past, facts, since, asked, asOf }: MovedProps) {
  const { scores } = facts;
  return (
    <>
      <Section
        heading={describeProgress(movements)}
        action={<Link href={routes.movementExport(council)}>Download as CSV</Link>}
      >
        {movements.length === 0 ? (
          <p>
            Score a statement to start.{' '}
            <Link href={routes.assessment(council)}>See the quality statements</Link>
          </p>
        ) : (
          <>
            <MovementChart movements={movements} judged={facts} asOf={asOf} />
            <MovementTable movements={movements} />
          </>
        )}
      </Section>
      {(movements.length > 0 || past) && (
        <Section heading="Changes since a date">
          <MovementSince
            council={council}
            since={since}
            asked={asked}
            {...movementSince(past, { scores, state: stateOf(facts) }, since)}
          />
        </Section>
      )}
    </>
  );
}
