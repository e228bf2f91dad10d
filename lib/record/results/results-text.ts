import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Rank } from '#lib/record/results/ranks.ts';
import type { DifferentRating, ResultsView, StatementSpread } from '#lib/record/results/results-view.ts';
import { BAND_NAMES, type Band } from '#lib/scoring/index.ts';

/** The headline of the scores chart. */
export function scoresHeadline({ places, counted, scores }: ResultsView): string {
  if (places) return describePlaces(places);
  const values = counted.flatMap(({ known }) => (known ? [known.value] : []));
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
export function describeGaps({ counted, scores }: ResultsView): string {
  const parts = [
    `${scores.published} of ${formatCount(counted.length, 'council')} ${scores.published === 1 ? 'has' : 'have'} a published score`,
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

export function ratingsHeadline({ ratings, counted }: ResultsView): string {
  const high = ratings
    .filter(({ band }) => band === 'good' || band === 'outstanding')
    .reduce((sum, { count }) => sum + count, 0);
  return `${high} of ${counted.length} are rated good or outstanding`;
}

export function statementsHeadline({ statements, own }: ResultsView): string {
  const count = (how: StatementSpread['compared']) =>
    statements.filter(({ compared: found }) => found === how).length;
  if (own.state !== 'known' || count(null) === statements.length) {
    return 'How councils scored on each statement';
  }
  return `Above the median on ${formatCount(count('higher'), 'statement')}, below it on ${count('lower') || 'none'}`;
}

/** "CQC rated Northton (56) good, but its own thresholds give requires improvement." */
export function describeDifferentRatings(found: readonly DifferentRating[]): readonly string[] {
  return Object.values(Object.groupBy(found, ({ rating, band }) => `${rating} ${band}`)).flatMap(
    (same = []) => {
      const [first] = same;
      if (!first) return [];
      const names = formatList(same.map(({ council, score }) => `${council} (${score})`));
      return [
        `CQC rated ${names} ${bandWord(first.rating)}, but its own thresholds give ${bandWord(first.band)}.`,
      ];
    },
  );
}

/** How the own band differs under CQC's thresholds, by which published results are rated. Null if it does not. */
export function describeOwnBands({ ownBands }: ResultsView): string | null {
  if (!ownBands) return null;
  const { score, headline, published } = ownBands;
  return `CQC has rated councils with a score of ${score} ${bandWord(published)}. The thresholds that your council uses make it ${bandWord(headline)}.`;
}

/** Results that are shown but not counted. Null if there are none. */
export function describeUnconfirmed({ results, counted }: ResultsView): string | null {
  const count = results.length - counted.length;
  if (count === 0) return null;
  return `${formatCount(count, 'result is', 'results are')} not confirmed, because only one unofficial source gives ${count === 1 ? 'it' : 'them'}: listed below, but not counted.`;
}

function bandWord(band: Band): string {
  return BAND_NAMES[band].toLowerCase();
}
