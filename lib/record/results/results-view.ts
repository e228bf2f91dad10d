import { compareNames } from '#lib/kernel/text/order.ts';
import { type AssessmentState, boundsOf } from '#lib/record/assessments/state.ts';
import {
  type Authority,
  type KnownScore,
  knownScore,
  knownStatements,
  type Listing,
  type OwnResult,
  parseStoredScores,
  type ResultRow,
} from '#lib/record/results/rules.ts';
import {
  ALL_POINTS,
  BAND_NAMES,
  BANDS,
  type Band,
  bandFor,
  displayedScore,
  isBand,
  SCORES,
  type Score,
  STATEMENT_IDS,
  STATEMENTS,
  type StatementId,
  THRESHOLD_SET_IDS,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/** Filters of the list. Pilots are excluded by default, because their ratings were indicative. */
export type ResultsFilter = {
  readonly type?: string | undefined;
  readonly region?: string | undefined;
  readonly rating?: Band | undefined;
  readonly pilots?: 'yes' | undefined;
};

/** Reads filters from an address, ignoring unknown values. */
export function readResultsFilter(
  query: Readonly<Record<string, unknown>>,
  { types, regions }: Pick<Listing, 'types' | 'regions'>,
): ResultsFilter {
  return {
    type: types.find((type) => type === query.type),
    region: regions.find((region) => region === query.region),
    rating: isBand(query.rating) ? query.rating : undefined,
    pilots: query.pilots === 'yes' ? 'yes' : undefined,
  };
}

export function describeResultsFilter(
  filter: { readonly [Name in keyof ResultsFilter]?: string | undefined },
): readonly { readonly name: keyof ResultsFilter; readonly text: string }[] {
  const texts: Record<keyof ResultsFilter, string | undefined> = {
    type: filter.type,
    region: filter.region,
    rating: isBand(filter.rating) ? `Rated ${BAND_NAMES[filter.rating].toLowerCase()}` : undefined,
    pilots: filter.pilots && '2023 pilots included',
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text ? [{ name: name as keyof ResultsFilter, text }] : [],
  );
}

/** The place of one score among others. */
export type Rank = {
  readonly score: number;
  readonly lower: number;
  readonly same: number;
  readonly higher: number;
  readonly of: number;
};

export function rankOf(score: number, others: readonly number[]): Rank {
  return {
    score,
    lower: others.filter((other) => other < score).length,
    same: others.filter((other) => other === score).length,
    higher: others.filter((other) => other > score).length,
    of: others.length,
  };
}

/** The median. With an even number of scores, the two middle ones, because their average is not a possible score. */
export type Median = { readonly lower: number; readonly upper: number };

export function medianOf(scores: readonly number[]): Median | null {
  const sorted = scores.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}

/** "64", or "62 to 64". */
export function describeMedian({ lower, upper }: Median): string {
  return lower === upper ? `${lower}` : `${lower} to ${upper}`;
}

/** A row that is shown and counted. */
export type CountedResult = ResultRow & {
  readonly known: KnownScore | null;
  /** The council's own published result is listed but not compared with its own score. */
  readonly isOwn: boolean;
};

export type Group = {
  readonly name: string;
  readonly councils: number;
  /** Known scores, ascending. */
  readonly scores: readonly KnownScore[];
  readonly middle: Median | null;
};

export type StatementSpread = {
  readonly id: StatementId;
  readonly name: string;
  /** Number of councils known to have each score. */
  readonly counts: Readonly<Record<Score, number>>;
  readonly known: number;
  /** This council's own score. Null if not scored or not visible to this person yet. */
  readonly own: Score | null;
  /** The own score compared with the median. Null if there is nothing to compare. */
  readonly compared: 'higher' | 'lower' | 'middle' | null;
};

/** A rating by CQC that differs from the band under the thresholds in use. */
export type DifferentRating = {
  readonly council: string;
  readonly score: number;
  readonly rating: Band;
  readonly band: Band;
  /** Whether the other published set of thresholds gives CQC's rating. */
  readonly isOtherReading: boolean;
};

/** Everything that the page shows and the exported file contains. */
export type ResultsView = {
  readonly filter: ResultsFilter;
  readonly thresholds: ThresholdSetId;
  readonly own: OwnResult;
  readonly results: readonly CountedResult[];
  /** Number of pilots left out. */
  readonly pilotsLeftOut: number;
  readonly scores: { readonly published: number; readonly calculated: number; readonly unknown: number };
  /** The own score's place among other councils' known scores: two places while it is not final. */
  readonly places: { readonly lowest: Rank; readonly highest: Rank } | null;
  /** The places of the last signed score. */
  readonly signedPlaces: { readonly lowest: Rank; readonly highest: Rank } | null;
  readonly ratings: readonly { readonly band: Band; readonly count: number }[];
  readonly byType: readonly Group[];
  readonly byRegion: readonly Group[];
  readonly statements: readonly StatementSpread[];
  /** Number of councils with all nine statement scores known. */
  readonly inFull: number;
  readonly ratedOtherwise: readonly DifferentRating[];
};

export function resultsView(listing: Listing, filter: ResultsFilter): ResultsView {
  const { rows, thresholds, own, ownCode } = listing;
  const fits = ({ authority, facts }: ResultRow) =>
    (filter.type === undefined || authority.type === filter.type) &&
    (filter.region === undefined || authority.region === filter.region) &&
    (filter.rating === undefined || facts.rating === filter.rating);
  // A council assessed again since its pilot is counted once, by the later result.
  const assessed = new Set(rows.filter(({ isPilot }) => !isPilot).map(({ authority }) => authority.gssCode));
  const [pilots, later] = [rows.filter(({ isPilot }) => isPilot), rows.filter(({ isPilot }) => !isPilot)];
  const counted = [
    ...later,
    ...(filter.pilots ? pilots.filter(({ authority }) => !assessed.has(authority.gssCode)) : []),
  ].filter(fits);
  const results = counted
    .map((row) => ({ ...row, known: knownScore(row.facts), isOwn: row.authority.gssCode === ownCode }))
    .toSorted((a, b) => (b.known?.value ?? 0) - (a.known?.value ?? 0) || compareNames(a.council, b.council));
  const others = results.filter(({ isOwn }) => !isOwn);
  const known = others.flatMap((result) => (result.known ? [result.known.value] : []));
  return {
    filter,
    thresholds,
    own,
    results,
    pilotsLeftOut: pilots.filter(fits).length - results.filter(({ isPilot }) => isPilot).length,
    scores: {
      published: results.filter((result) => result.known?.from === 'published').length,
      calculated: results.filter((result) => result.known?.from === 'calculated').length,
      unknown: results.filter((result) => result.known === null).length,
    },
    places: placesOf(own.state === 'known' ? own.result : null, known),
    signedPlaces: placesOf(own.state === 'known' ? (own.signed?.result ?? null) : null, known),
    ratings: BANDS.toReversed().map((band) => ({
      band,
      count: results.filter(({ facts }) => facts.rating === band).length,
    })),
    byType: groupsOf(results, listing.types, ({ type }) => type),
    byRegion: groupsOf(results, listing.regions, ({ region }) => region),
    statements: STATEMENTS.map(({ id, name }) => spreadOf(id, name, results, others, own)),
    inFull: results.filter(({ facts }) => knownStatements(facts) === STATEMENT_IDS.length).length,
    ratedOtherwise: results.flatMap((result) => differentRatings(result, thresholds)),
  };
}

function placesOf(own: AssessmentState | null, others: readonly number[]): ResultsView['places'] {
  if (!own || others.length === 0) return null;
  const { lowest, highest } = boundsOf(own);
  return { lowest: rankOf(lowest.score, others), highest: rankOf(highest.score, others) };
}

function groupsOf(
  results: readonly CountedResult[],
  names: readonly string[],
  nameOf: (authority: Authority) => string,
): readonly Group[] {
  return names.flatMap((name) => {
    const members = results.filter(({ authority }) => nameOf(authority) === name);
    const scores = members
      .flatMap(({ known }) => (known ? [known] : []))
      .toSorted((a, b) => a.value - b.value);
    const middle = medianOf(scores.map(({ value }) => value));
    return members.length === 0 ? [] : [{ name, councils: members.length, scores, middle }];
  });
}

function spreadOf(
  id: StatementId,
  name: string,
  results: readonly CountedResult[],
  others: readonly CountedResult[],
  own: OwnResult,
): StatementSpread {
  const scoresIn = (rows: readonly CountedResult[]) =>
    rows.flatMap(({ facts }) => parseStoredScores(facts.scores)[id] ?? []);
  const known = scoresIn(results);
  const score = own.state === 'known' ? (own.scores[id] ?? null) : null;
  const middle = medianOf(scoresIn(others));
  return {
    id,
    name,
    counts: Object.fromEntries(
      SCORES.map((one) => [one, known.filter((other) => other === one).length]),
    ) as Record<Score, number>,
    known: known.length,
    own: score,
    compared: score === null || middle === null ? null : compared(score, middle),
  };
}

function compared(score: Score, { lower, upper }: Median): 'higher' | 'lower' | 'middle' {
  if (score > upper) return 'higher';
  return score < lower ? 'lower' : 'middle';
}

function differentRatings(
  { council, known, facts }: CountedResult,
  thresholds: ThresholdSetId,
): DifferentRating[] {
  const points = known && ALL_POINTS.find((candidate) => displayedScore(candidate) === known.value);
  if (!known || points === null || points === undefined) return [];
  const band = bandFor(points, thresholds);
  if (band === facts.rating) return [];
  const isOtherReading = THRESHOLD_SET_IDS.some((id) => bandFor(points, id) === facts.rating);
  return [{ council, score: known.value, rating: facts.rating, band, isOtherReading }];
}
