import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Group } from '#lib/record/results/groups.ts';
import { describeMedian, type Rank } from '#lib/record/results/ranks.ts';
import type { DifferentRating, ResultsView } from '#lib/record/results/results-view.ts';
import type { StatementSpread } from '#lib/record/results/statement-spread.ts';
import { BAND_NAMES, type Band } from '#lib/scoring/index.ts';

/** The headline of the scores chart. */
export function scoresHeadline({ places, counted, scores }: ResultsView): string {
  if (places) return `Your score is ${describePlaces(places)}`;
  const values = counted.flatMap(({ known }) => (known ? [known.value] : []));
  if (values.length === 0) return 'No score is known for these councils';
  return `${formatCount(scores.published + scores.calculated, 'score is', 'scores are')} known, from ${Math.min(...values)} to ${Math.max(...values)}`;
}

/** "78, higher than 78 of 83 known scores", or "between 67 and 84, higher than 40 to 79 of …" while it is not final. */
function describePlaces({ lowest, highest }: { readonly lowest: Rank; readonly highest: Rank }): string {
  const isFinal = lowest.score === highest.score;
  const others = formatCount(lowest.of, 'known score');
  const score = isFinal ? lowest.score : `between ${lowest.score} and ${highest.score}`;
  const lower = lowest.lower === highest.lower ? lowest.lower : `${lowest.lower} to ${highest.lower}`;
  if (!isFinal && lowest.lower === 0 && highest.higher === 0) return `${score}, anywhere among ${others}`;
  return `${score}, higher than ${lower} of ${others}`;
}

/** "Last signed score (version 2, 22 November 2026): 75, higher than …". Null if nothing is signed. */
export function describeSignedPlaces({ own, signedPlaces }: ResultsView): string | null {
  if (own.state !== 'known' || !own.signed || !signedPlaces) return null;
  const { version, at } = own.signed;
  return `Last signed score (version ${version}, ${formatDate(at)}): ${describePlaces(signedPlaces)}.`;
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
    { count: scores.published, what: 'a published score' },
    { count: scores.calculated, what: 'a score calculated from published statement scores' },
    { count: scores.unknown, what: 'only a rating' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, what }, at) => {
      const of = at === 0 ? ` of ${formatCount(counted.length, 'council')}` : '';
      return `${count}${of} ${count === 1 ? 'has' : 'have'} ${what}`;
    });
  if (parts.length === 0) return 'None of these results is confirmed.';
  return `${formatList(parts)}.`;
}

/** "16 councils just reached good, and 7 missed it by 1 point": the edge with most councils near it. */
export function edgeHeadline(view: ResultsView): string {
  const [nearest] = view.ratings
    .flatMap(({ band, edge }) => (edge && edge.reached + edge.short > 0 ? [{ band, ...edge }] : []))
    .toSorted((a, b) => b.reached + b.short - (a.reached + a.short));
  if (!nearest) return 'No score is known at the edge of a rating';
  const { band, reached, short } = nearest;
  const councils = reached === 0 ? 'No council' : formatCount(reached, 'council');
  return `${councils} just reached ${bandWord(band)}, and ${short === 0 ? 'none' : short} missed it by 1 point`;
}

export function describeRatings({ ratings, counted }: ResultsView): string {
  const high = ratings
    .filter(({ band }) => band === 'good' || band === 'outstanding')
    .reduce((sum, { councils }) => sum + councils, 0);
  return `${high} of ${formatCount(counted.length, 'council')} are rated good or outstanding.`;
}

/** "4 of 81 councils scored 1 on at least one statement". */
export function scoredHeadline({ scored, withLowest, framework }: ResultsView): string {
  if (scored === 0) return 'No statement scores are known for these councils';
  const of = `of ${formatCount(scored, 'council')} scored ${framework.lowestScore} on`;
  return withLowest === 0 ? `None ${of} any statement` : `${withLowest} ${of} at least one statement`;
}

/** The heading of councils of the own type and region. */
export function likeOwnHeadline({ likeOwn, own }: ResultsView): string {
  const middle = likeOwn[0]?.middle;
  if (!middle) return 'Too few scores are known of councils like yours for a median';
  const score = own.state === 'known' ? own.result.value?.score : undefined;
  return `Councils of your type have a median of ${describeMedian(middle)}${score === undefined ? '' : `; you have ${score}`}`;
}

/** "Councils score lowest on Assessing needs; you scored 3". */
export function statementsHeadline({ statements: [weakest] }: ResultsView): string {
  if (!weakest || weakest.average === null) return 'No statement scores are known for these councils';
  return `Councils score lowest on ${weakest.name}${weakest.own === null ? '' : `; you scored ${weakest.own}`}`;
}

/** How the own scores compare with the medians of other councils. Null if there is nothing to compare. */
export function describeCompared({ statements, own }: ResultsView): string | null {
  const count = (how: StatementSpread['compared']) =>
    statements.filter(({ compared: found }) => found === how).length;
  if (own.state !== 'known' || count(null) === statements.length) {
    return null;
  }
  const [above, below] = [count('higher'), count('lower')];
  if (above + below === 0) return 'At the median on every statement with a score to compare.';
  return above === 0
    ? `Below the median on ${formatCount(below, 'statement')}, above it on none.`
    : `Above the median on ${formatCount(above, 'statement')}, below it on ${below || 'none'}.`;
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

const COMPARED = {
  higher: 'above the median',
  lower: 'below the median',
  middle: 'the same as the median',
} as const;

/** "Average of 80 councils: 2.2. You scored 3, above the median. Median of your type: 2." */
export function describeSpread({ known, average, own, compared, peers }: StatementSpread): string {
  const sentences = [
    average === null
      ? 'No known scores'
      : `Average of ${formatCount(known, 'council')}: ${average.toFixed(1)}`,
    own !== null && `You scored ${own}${compared ? `, ${COMPARED[compared]}` : ''}`,
    peers && `Median of your type: ${describeMedian(peers)}`,
  ];
  return `${sentences.filter(Boolean).join('. ')}.`;
}

/** "Highest median by region: East of England, 70 to 73", or only "By region". */
export function groupsHeadline(groups: readonly Group[], by: string): string {
  const [best] = groups
    .flatMap(({ name, middle }) => (middle ? [{ name, middle }] : []))
    .toSorted((a, b) => b.middle.lower + b.middle.upper - (a.middle.lower + a.middle.upper));
  if (!best) return `By ${by}`;
  const middle = describeMedian(best.middle);
  return groups.length === 1
    ? `${best.name}: median score ${middle}`
    : `Highest median by ${by}: ${best.name}, ${middle}`;
}

/** Results that are shown but not counted. Null if there are none. */
export function describeUnconfirmed({ results }: Pick<ResultsView, 'results'>): string | null {
  const count = results.filter(({ facts }) => !facts.confirmed).length;
  if (count === 0) return null;
  return `${formatCount(count, 'result is', 'results are')} not confirmed, because only one unofficial source gives ${count === 1 ? 'it' : 'them'}: listed below, but not counted.`;
}

function bandWord(band: Band): string {
  return BAND_NAMES[band].toLowerCase();
}
