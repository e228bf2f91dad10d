import { Section } from '#components/layout/section.tsx';
import { Details } from '#components/ui/details.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { FEWEST_FOR_MEDIAN } from '#lib/record/results/groups.ts';
import {
  describeCompared,
  describeDifferentRatings,
  describeGaps,
  describeOwnBands,
  describePlace,
  describeRatings,
  describeSignedPlaces,
  describeUnconfirmed,
  edgeHeadline,
  groupsHeadline,
  likeOwnHeadline,
  scoredHeadline,
  scoresHeadline,
  statementsHeadline,
} from '#lib/record/results/results-text.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import { formatResultsSort } from '#lib/record/results/sort.ts';
import { HeatMap } from './heat-map.tsx';
import { MissingCouncils } from './missing-councils.tsx';
import { GroupTable, PointsTable, RatingTable, StatementTable } from './results-tables.tsx';
import { ScoreStrip } from './score-strip.tsx';

type ResultsPageProps = { council: { readonly slug: string }; view: ResultsView };

/** Compares the council's own score with published results. */
export function ResultsPage({ council, view }: ResultsPageProps) {
  const { slug } = council;
  const { own, results, counted, missing, pilotsLeftOut, inFull } = view;
  const place = describePlace(view);
  const signedPlaces = describeSignedPlaces(view);
  const inOrder = { ...view.filter, sort: formatResultsSort(view.sort) };
  const download = <Link href={routes.resultsExport(slug, inOrder)}>Download as CSV</Link>;
  const ownBands = describeOwnBands(view);
  const unconfirmed = describeUnconfirmed(view);
  const compared = describeCompared(view);
  const score = own.state === 'known' ? (own.result.value?.score ?? null) : null;
  if (results.length === 0) {
    return (
      <div className="mt-8">
        <EmptyState action={<Link href={routes.results(slug)}>Show all results</Link>}>
          No published result matches these filters. Remove a filter
          {view.filter.pilots ? '' : ', or include the 2023 pilots'}.
        </EmptyState>
        <MissingCouncils missing={missing} council={slug} />
      </div>
    );
  }
  return (
    <>
      <OwnNotice council={slug} own={own} />
      <Section heading={scoresHeadline(view)}>
        <div className="mb-6 max-w-text space-y-2">
          {place && <p>{place}</p>}
          {ownBands && <p>{ownBands}</p>}
          {signedPlaces && <p>{signedPlaces}</p>}
        </div>
        <ScoreStrip view={view} />
        <div className="mt-4 max-w-text space-y-1 text-16 text-ink-soft">
          <p>{describeGaps(view)}</p>
          {unconfirmed && <p>{unconfirmed}</p>}
          {describeDifferentRatings(view.ratedOtherwise).map((words) => (
            <p key={words}>{words}</p>
          ))}
          {pilotsLeftOut > 0 && (
            <p>
              {formatCount(pilotsLeftOut, 'result')} from the 2023 pilots {pilotsLeftOut === 1 ? 'is' : 'are'}{' '}
              excluded, because pilot ratings were only indicative.
            </p>
          )}
        </div>
      </Section>

      <Section heading={edgeHeadline(view)}>
        <p className="mb-5">{describeRatings(view)}</p>
        <div className="max-w-text">
          <RatingTable view={view} />
        </div>
        <div className="max-w-text">
          <Details summary="Councils by points">
            <PointsTable view={view} />
          </Details>
        </div>
      </Section>

      <Section heading={statementsHeadline(view)}>
        <p className="mb-5 max-w-text">
          {compared && `${compared} `}All statement scores are known for {inFull} of{' '}
          {formatCount(counted.length, 'council')}. The columns count councils by score
          {own.state === 'known' ? '; a triangle marks your own score.' : '.'}
        </p>
        <div className="lg:max-w-[52rem]">
          <StatementTable view={view} />
        </div>
      </Section>

      {view.likeOwn.length > 0 && (
        <Section heading={likeOwnHeadline(view)}>
          <GroupTable
            caption="Known scores of councils like yours"
            header="Councils like yours"
            groups={view.likeOwn}
            own={score}
          />
        </Section>
      )}

      <div className="grid gap-x-16 lg:grid-cols-2">
        <Section heading={groupsHeadline(view.byType, 'type')}>
          <GroupTable caption="Known scores by type" header="Type" groups={view.byType} own={score} />
        </Section>
        <Section heading={groupsHeadline(view.byRegion, 'region')}>
          <GroupTable caption="Known scores by region" header="Region" groups={view.byRegion} own={score} />
        </Section>
      </div>
      <p className="mt-4 max-w-text text-16 text-ink-soft">
        Each dot is a known score from 0 to 100{score !== null && '; the upright line is your own'}. Medians
        are shown for groups with at least {FEWEST_FOR_MEDIAN} known scores.
      </p>

      <div id="councils">
        <Section heading={scoredHeadline(view)} action={download}>
          <p className="mb-5 max-w-text">
            {formatCount(results.length, 'council')}. Select a heading to sort. A score with * is calculated
            from the statement scores.
          </p>
          <HeatMap council={slug} view={view} />
        </Section>
      </div>
      <MissingCouncils missing={missing} council={slug} />
    </>
  );
}

/** The reason why the council's own score is not in the charts. */
function OwnNotice({ council, own }: { council: string; own: ResultsView['own'] }) {
  if (own.state === 'known') return null;
  if (own.state !== 'hidden') {
    return (
      <InsetText>
        <p>
          {own.state === 'none'
            ? 'Your council’s own score is not shown because no assessment is open.'
            : `Your council’s own score is not shown because its assessment uses another framework, ${own.framework}.`}
        </p>
      </InsetText>
    );
  }
  const [first] = own.statements;
  return (
    <InsetText>
      <p className="font-bold">Your council’s own score is hidden from you</p>
      <p className="mt-1">
        This assessment is challenged blind. It is shown here when you have given your challenge score on{' '}
        {formatCount(own.statements.length, 'more statement')}.
      </p>
      {first && (
        <p className="mt-2">
          <Link href={routes.challenge(council, first)}>
            Give your challenge score for {knownStatement(first).name}
          </Link>
        </p>
      )}
    </InsetText>
  );
}
