import { Section } from '#components/layout/section.tsx';
import { Details } from '#components/ui/details.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Fold } from '#components/ui/fold.tsx';
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
  const groups = [
    {
      of: view.likeOwn,
      heading: likeOwnHeadline(view),
      header: 'Councils like yours',
      caption: 'Known scores of councils like yours',
    },
    {
      of: view.byType,
      heading: groupsHeadline(view.byType, 'type'),
      header: 'Type',
      caption: 'Known scores by type',
    },
    {
      of: view.byRegion,
      heading: groupsHeadline(view.byRegion, 'region'),
      header: 'Region',
      caption: 'Known scores by region',
    },
  ];
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

      <Section heading="Ratings, statements and groups">
        <div className="folds">
          <Fold heading={edgeHeadline(view)} note="Councils by rating">
            <p className="mb-5">{describeRatings(view)}</p>
            <div className="max-w-text">
              <RatingTable view={view} />
              <Details summary="Councils by points">
                <PointsTable view={view} />
              </Details>
            </div>
          </Fold>
          <Fold heading={statementsHeadline(view)} note="Councils by score on each statement">
            <p className="mb-5 max-w-text">
              {compared && `${compared} `}All statement scores are known for {inFull} of{' '}
              {formatCount(counted.length, 'council')}. The columns count councils by score
              {own.state === 'known' ? '; a triangle marks your own score.' : '.'}
            </p>
            <div className="lg:max-w-[52rem]">
              <StatementTable view={view} />
            </div>
          </Fold>
          {groups.map(
            ({ of, heading, header, caption }) =>
              of.length > 0 && (
                <Fold key={caption} heading={heading} note={caption}>
                  <GroupTable caption={caption} header={header} groups={of} own={score} />
                  <p className="mt-4 max-w-text text-ink-soft">
                    Each dot is a known score from 0 to 100
                    {score !== null && '; the upright line is your own'}. Medians are shown for groups with at
                    least {FEWEST_FOR_MEDIAN} known scores.
                  </p>
                </Fold>
              ),
          )}
        </div>
      </Section>

      <Section heading={scoredHeadline(view)} action={download}>
        <div className="folds">
          <Fold
            id="councils"
            heading="All results"
            note={`Table of ${formatCount(results.length, 'council')}`}
            open={Object.values(inOrder).some((value) => value !== undefined)}
          >
            <p className="mb-5 max-w-text">
              {formatCount(results.length, 'council')}. Select a heading to sort. A score with * is calculated
              from the statement scores.
            </p>
            <HeatMap council={slug} view={view} />
          </Fold>
        </div>
      </Section>
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
