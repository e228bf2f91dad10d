import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatDate, formatList } from '#lib/kernel/format.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { type AssessmentState, boundsOf, formatScore } from '#lib/record/assessments/state.ts';
import {
  ALL_POINTS,
  BAND_NAMES,
  BANDS,
  type Band,
  bandFor,
  displayedScore,
  isBand,
  isScore,
  overall,
  SCORES,
  type Score,
  type Scores,
  STATEMENT_IDS,
  STATEMENTS,
  type StatementId,
  THRESHOLD_SET_IDS,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/** A council in England with adult social care duties. */
export type Authority = {
  readonly gssCode: string;
  readonly name: string;
  readonly type: string;
  readonly region: string;
};

/** The origin of a row. `before`: the shipped row that a correction replaces. */
export type Origin =
  | { readonly kind: 'shipped'; readonly on: CalendarDate }
  | {
      readonly kind: 'corrected';
      readonly by: string;
      readonly at: Date;
      readonly before: { readonly facts: ResultFacts; readonly on: CalendarDate } | null;
    };

/** The published facts of a council's assessment. `scores`: one character per statement in order, "-" if not known. */
export type ResultFacts = {
  /** A year, or a year and month: "2025", "2025-03". */
  readonly published: string;
  readonly score: number | null;
  readonly rating: Band;
  readonly scores: string;
  readonly basis: string;
  readonly source: string;
};

/** CQC's published result for one council, with this council's correction if any. */
export type ResultRow = {
  readonly id: string;
  readonly authority: Authority;
  /** "Camden", without "London Borough of". */
  readonly council: string;
  readonly isPilot: boolean;
  readonly facts: ResultFacts;
  readonly origin: Origin;
};

/** This council's own assessment as one person may see it. */
export type OwnResult =
  | { readonly state: 'none' }
  /** Statements this person must challenge before they see the scores. */
  | { readonly state: 'hidden'; readonly statements: readonly StatementId[] }
  | {
      readonly state: 'known';
      readonly cycle: string;
      readonly scores: Scores;
      readonly result: AssessmentState;
      /** The last signed version of the same cycle. Null if none. */
      readonly signed: {
        readonly version: number;
        readonly at: Date;
        readonly result: AssessmentState;
      } | null;
    };

export type Listing = {
  readonly rows: readonly ResultRow[];
  /** All types and regions of councils in England. */
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly thresholds: ThresholdSetId;
  readonly own: OwnResult;
  /** GSS code of the council making the request. Null for an example council. */
  readonly ownCode: string | null;
};

const PILOT = '-pilot';

/** The id of a row in addresses and events. */
export function resultId(gssCode: string, isPilot: boolean): string {
  return `${gssCode}${isPilot ? PILOT : ''}`;
}

/** Parses an id made by `resultId`. Null if it is not one. */
export function parseResultId(id: string): { readonly gssCode: string; readonly isPilot: boolean } | null {
  const [, gssCode, pilot] = /^(E\d{8})(-pilot)?$/.exec(id) ?? [];
  return gssCode === undefined ? null : { gssCode, isPilot: pilot !== undefined };
}

/** "Camden" for "London Borough of Camden": the usual short name. */
export function shortName(name: string): string {
  if (name === 'City of London Corporation') return 'City of London';
  return name
    .replace(/^(London Borough|Royal Borough|City|Council) of (the )?/, '')
    .replace(/ ((Metropolitan )?(Borough|District|City|County) )?Council$/, '')
    .trim();
}

/** "Camden", or "Birmingham (pilot)". */
export function resultName(council: string, id: string): string {
  return id.endsWith(PILOT) ? `${council} (pilot)` : council;
}

/** Parses the nine scores as stored, "3343--334". */
export function parseStoredScores(kept: string): Scores {
  return Object.fromEntries(
    STATEMENT_IDS.map((id, at) => {
      const score = Number(kept[at]);
      return [id, isScore(score) ? score : null];
    }),
  ) as Record<StatementId, Score | null>;
}

/** How many of the nine statement scores are known. */
export function knownStatements(facts: Pick<ResultFacts, 'scores'>): number {
  return Object.values(parseStoredScores(facts.scores)).filter((score) => score !== null).length;
}

/** `worked-out`: no score was published, but all nine statement scores were, so lib/scoring calculates it. */
export type KnownScore = { readonly value: number; readonly from: 'published' | 'worked-out' };

export function knownScore(facts: Pick<ResultFacts, 'score' | 'scores'>): KnownScore | null {
  if (facts.score !== null) return { value: facts.score, from: 'published' };
  const result = overall(parseStoredScores(facts.scores));
  return result.state === 'complete' ? { value: result.score, from: 'worked-out' } : null;
}

/** "March 2025", or "2025" if the month is not known. */
export function describePublished(published: string): string {
  return published.length === 4 ? published : formatDate(`${published}-01`).replace(/^1 /, '');
}

/** "Good, 78, statement scores 333343333, published May 2024. How complete: published. Source: CQC report". */
export function describeResultFacts({
  published,
  score,
  rating,
  scores,
  basis,
  source,
}: ResultFacts): string {
  const known = /[1-4]/.test(scores) ? [`statement scores ${scores}`] : [];
  const parts = [BAND_NAMES[rating], score ?? 'score not known', ...known];
  return `${parts.join(', ')}, published ${describePublished(published)}. ${basis && `How complete: ${basis}. `}Source: ${source}`;
}

export function sameResult(one: ResultFacts | null, other: ResultFacts | null): boolean {
  if (!one || !other) return one === other;
  return FACTS.every((name) => one[name] === other[name]);
}

const FACTS = ['published', 'score', 'rating', 'scores', 'basis', 'source'] as const;

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
  readonly scores: { readonly published: number; readonly workedOut: number; readonly unknown: number };
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
      workedOut: results.filter((result) => result.known?.from === 'worked-out').length,
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
  const score = own.state === 'known' ? own.scores[id] : null;
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

/** The headline of the scores chart. */
export function scoresHeadline({ places, results, scores }: ResultsView): string {
  if (places) return describePlaces(places);
  const values = results.flatMap(({ known }) => (known ? [known.value] : []));
  if (values.length === 0) return 'No score is known for these councils';
  return `${formatCount(scores.published + scores.workedOut, 'score is', 'scores are')} known, from ${Math.min(...values)} to ${Math.max(...values)}`;
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
    ...(scores.workedOut > 0
      ? [
          `${scores.workedOut} ${scores.workedOut === 1 ? 'has' : 'have'} a score calculated from nine published statement scores`,
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

export function describeOrigin(origin: Origin): string {
  return origin.kind === 'shipped'
    ? `Shipped with the service on ${formatDate(origin.on)}`
    : `${origin.before ? 'Corrected' : 'Added'} by ${origin.by} on ${formatDate(origin.at)}`;
}

export const STATEMENT_COLUMNS = ['qs1', 'qs2', 'qs3', 'qs4', 'qs5', 'qs6', 'qs7', 'qs8', 'qs9'] as const;

/** The columns of a file of published results, the same as in the shipped file. */
export const RESULT_COLUMNS = {
  required: ['council', 'published', 'rating', 'source'],
  optional: ['score', ...STATEMENT_COLUMNS, 'basis'],
} as const;
export type RequiredColumn = (typeof RESULT_COLUMNS.required)[number];
export type OptionalColumn = (typeof RESULT_COLUMNS.optional)[number];
export type ResultColumn = RequiredColumn | OptionalColumn;
const HOLDS: Readonly<Record<RequiredColumn | 'score' | 'qs1' | 'basis', string>> = {
  council: 'The council’s name, with or without “London Borough of”, or its GSS code',
  published: 'Year and month of publication, like 2025-03, or the year alone',
  rating: 'Inadequate, Requires improvement, Good or Outstanding',
  source: 'Where the result was published',
  score: 'The published score, 25 to 100. Leave blank if not known',
  qs1: 'The score of each statement, 1 to 4. Leave blank if not known',
  basis: 'How complete the row is, in words. Start it with “pilot” for a 2023 pilot',
};

export type ColumnHelp = { readonly name: string; readonly holds: string; readonly isRequired: boolean };

/** Help on the columns, with the nine statement columns as one entry. */
export const COLUMN_HELP: readonly ColumnHelp[] = [
  ...RESULT_COLUMNS.required.map((name) => ({ name, holds: HOLDS[name], isRequired: true })),
  ...(['score', 'qs1', 'basis'] as const).map((name) => ({
    name: name === 'qs1' ? 'qs1 to qs9' : name,
    holds: HOLDS[name],
    isRequired: false,
  })),
];

export const RESULTS_CSV_COLUMNS = [
  'Council',
  'GSS code',
  'Type',
  'Region',
  'Kind',
  'Published',
  'Rating',
  'Score',
  'Calculated score',
  ...STATEMENT_IDS,
  'Basis',
  'Source',
  'Origin',
] as const;

/** The rows of the exported file: the own assessment if this person may see it, then the results on the page. */
export function resultsCsvRows(
  { own, results }: ResultsView,
  council: string,
): readonly (string | number)[][] {
  const ownRow = (kind: string, basis: string, scores: Scores | null, result: AssessmentState) => {
    const rating = result.value ? BAND_NAMES[result.value.band] : '';
    return [
      ...[council, '', '', '', kind, '', rating, '', result.value?.score ?? formatScore(result)],
      ...STATEMENT_IDS.map((id) => scores?.[id] ?? ''),
      ...[basis, '', ''],
    ];
  };
  const ownRows = () => {
    if (own.state !== 'known') return [];
    const live = ownRow('Own assessment, not published', own.cycle, own.scores, own.result);
    if (!own.signed) return [live];
    const { version, at, result } = own.signed;
    const basis = `Version ${version}, signed ${formatDate(at)}`;
    return [live, ownRow('Own assessment as signed', basis, null, result)];
  };
  return [
    ...ownRows(),
    ...results.map(({ council: name, authority, isPilot, facts, known, origin }) => [
      name,
      authority.gssCode,
      authority.type,
      authority.region,
      isPilot ? 'Pilot, indicative' : 'Assessment',
      facts.published,
      BAND_NAMES[facts.rating],
      facts.score ?? '',
      known?.from === 'worked-out' ? known.value : '',
      ...STATEMENT_IDS.map((id) => parseStoredScores(facts.scores)[id] ?? ''),
      facts.basis,
      facts.source,
      describeOrigin(origin),
    ]),
  ];
}
