import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type {
  DifferentRating,
  Rank,
  ResultsView,
  StatementSpread,
} from '#lib/record/results/results-view.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';

/** The headline of the scores chart. */
export function scoresHeadline({ places, results, scores }: ResultsView): string {
  if (places) return describePlaces(places);
  const values = results.flatMap(({ known }) => (known ? [known.value] : []));
  if (values.length === 0) return 'No score is known for these councils';
  return `${formatCount(scores.published + scores.calculated, 'score is', 'scores are')} known, from ${Math.min(...values)} to ${Math.max(...values)}`;
}

function describePlaces({ lowest, highest }: { readonly lowest: Rank; readonly highest: Rank }): string {
  const others = formatCount(lowest.of, 'known score');
  if (lowest.score === highest.score) return `${lowest.score} is higher than ${lowest.lower} of ${others}`;
  return `Between ${lowest.score} and ${highest.score}: higher than ${lowest.lower} to ${highest.lower} of ${others}`;
}

/** "Last signed score (version 2, 22 November 2026): 75 is higher than …". Null if nothing is signed. */
export function describeSignedPlaces({ own, signedPlaces }: ResultsView): string | null {
  if (own.state !== 'known' || !own.signed || !signedPlaces) return null;
  const { version, at } = own.signed;
  return `Last signed score (version ${version}, ${formatDate(at)}): ${describePlaces(signedPlaces).replace(/^B/, 'b')}.`;
}

/** How many scores are the same or higher, which the headline omits. Null while the own score is not final. */
export function describePlace({ places }: ResultsView): string | null {
  if (!places || places.lowest.score !== places.highest.score) return null;
  const { same, higher } = places.lowest;
  return `${same === 0 ? 'None is' : formatCount(same, 'is', 'are')} the same and ${higher === 0 ? 'none is' : formatCount(higher, 'is', 'are')} higher.`;
}

/** How many scores are known, and from what. */
export function describeGaps({ results, scores }: ResultsView): string {
  const parts = [
    `${scores.published} of ${formatCount(results.length, 'council')} ${scores.published === 1 ? 'has' : 'have'} a published score`,
    ...(scores.calculated > 0
      ? [
          `${scores.calculated} ${scores.calculated === 1 ? 'has' : 'have'} a score calculated from nine published statement scores`,
        ]
      : []),
    ...(scores.unknown > 0
      ? [`${scores.unknown} ${scores.unknown === 1 ? 'has' : 'have'} only a rating`]
      : []),
  ];
  return `${formatList(parts)}.`;
}

export function ratingsHeadline({ ratings, results }: ResultsView): string {
  const high = ratings
    .filter(({ band }) => band === 'good' || band === 'outstanding')
    .reduce((sum, { count }) => sum + count, 0);
  return `${high} of ${results.length} are rated good or outstanding`;
}

export function statementsHeadline({ statements, own }: ResultsView): string {
  const count = (how: StatementSpread['compared']) =>
    statements.filter(({ compared: found }) => found === how).length;
  if (own.state !== 'known' || count(null) === statements.length) {
    return 'How councils scored on each statement';
  }
  return `Above the median on ${formatCount(count('higher'), 'statement')}, below it on ${count('lower') || 'none'}`;
}

/** "CQC rated Wokingham (81) good, but the thresholds used here give outstanding", with the reason if known. */
export function describeDifferentRatings(found: readonly DifferentRating[]): readonly string[] {
  return Object.values(
    Object.groupBy(found, ({ rating, band, isOtherReading }) => `${rating} ${band} ${isOtherReading}`),
  ).flatMap((same = []) => {
    const [first] = same;
    if (!first) return [];
    const names = formatList(same.map(({ council, score }) => `${council} (${score})`));
    const [rating, band] = [first.rating, first.band].map((one) => BAND_NAMES[one].toLowerCase());
    const why = first.isOtherReading ? ', because the two sets of published thresholds differ' : '';
    return [`CQC rated ${names} ${rating}, but the thresholds used here give ${band}${why}.`];
  });
}
