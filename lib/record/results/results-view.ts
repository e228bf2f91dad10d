import { compareNames } from '#lib/kernel/text/order.ts';
import { type AssessmentState, boundsOf } from '#lib/record/assessments/state.ts';
import {
  type KnownScore,
  knownScore,
  knownStatements,
  parseStoredScores,
} from '#lib/record/results/facts.ts';
import { filterOptions, fitsPlace, type ResultsFilter } from '#lib/record/results/filter.ts';
import { type Median, medianOf, type Rank, rankOf } from '#lib/record/results/ranks.ts';
import {
  type Authority,
  currentResults,
  type Listing,
  type OwnResult,
  type ResultRow,
  shortName,
} from '#lib/record/results/rules.ts';
import {
  ALL_POINTS,
  BANDS,
  type Band,
  bandFor,
  displayedScore,
  SCORES,
  type Score,
  STATEMENT_IDS,
  STATEMENTS,
  type StatementId,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/** CQC's own thresholds, by which it rates. A council's headline set is for its own score only. */
export const PUBLISHED_THRESHOLDS: ThresholdSetId = 'cqc';

/** A result that is shown. The figures leave out those not confirmed. */
export type ShownResult = ResultRow & {
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

/** A rating by CQC that differs from the band under its own thresholds. */
export type DifferentRating = {
  readonly council: string;
  readonly score: number;
  readonly rating: Band;
  readonly band: Band;
};

/** The band of the own score under the council's headline set and under CQC's. */
export type OwnBands = { readonly score: number; readonly headline: Band; readonly published: Band };

/** A council with no result that CQC keeps published. `withdrawn`: it had one. */
export type MissingCouncil = {
  readonly council: string;
  readonly authority: Authority;
  readonly withdrawn: boolean;
};

/** Everything that the page shows and the exported file contains. */
export type ResultsView = {
  readonly filter: ResultsFilter;
  readonly own: OwnResult;
  /** Null unless the own score is in different bands. */
  readonly ownBands: OwnBands | null;
  /** One result for each council, the highest score first. */
  readonly results: readonly ShownResult[];
  /** Those of them that the figures count. */
  readonly counted: readonly ShownResult[];
  readonly missing: readonly MissingCouncil[];
  /** Number of councils left out because only a pilot's result is known. */
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
  /** Number of councils with every statement score known. */
  readonly inFull: number;
  readonly ratedOtherwise: readonly DifferentRating[];
};

export function resultsView(listing: Listing, filter: ResultsFilter): ResultsView {
  const { rows, authorities, thresholds, own, ownCode } = listing;
  const current = currentResults(rows);
  const fitting = current.filter(
    ({ authority, facts }) =>
      fitsPlace(authority, filter) && (filter.rating === undefined || facts.rating === filter.rating),
  );
  const results = fitting
    .filter(({ kind }) => filter.pilots || kind !== 'pilot')
    .map((row) => ({ ...row, known: knownScore(row.facts), isOwn: row.authority.gssCode === ownCode }))
    .toSorted((a, b) => (b.known?.value ?? 0) - (a.known?.value ?? 0) || compareNames(a.council, b.council));
  const counted = results.filter(({ facts }) => facts.confirmed);
  const others = counted.filter(({ isOwn }) => !isOwn);
  const known = others.flatMap((result) => (result.known ? [result.known.value] : []));
  const { types, regions } = filterOptions(authorities);
  return {
    filter,
    own,
    ownBands: ownBandsOf(own, thresholds),
    results,
    counted,
    missing: missingCouncils(
      authorities.filter((authority) => fitsPlace(authority, filter)),
      rows,
      current,
    ),
    pilotsLeftOut: fitting.length - results.length,
    scores: {
      published: counted.filter((result) => result.known?.from === 'published').length,
      calculated: counted.filter((result) => result.known?.from === 'calculated').length,
      unknown: counted.filter((result) => result.known === null).length,
    },
    places: placesOf(own.state === 'known' ? own.result : null, known),
    signedPlaces: placesOf(own.state === 'known' ? (own.signed?.result ?? null) : null, known),
    ratings: BANDS.toReversed().map((band) => ({
      band,
      count: counted.filter(({ facts }) => facts.rating === band).length,
    })),
    byType: groupsOf(counted, types, ({ type }) => type),
    byRegion: groupsOf(counted, regions, ({ region }) => region),
    statements: STATEMENTS.map(({ id, name }) => spreadOf(id, name, counted, others, own)),
    inFull: counted.filter(({ facts }) => knownStatements(facts) === STATEMENT_IDS.length).length,
    ratedOtherwise: counted.flatMap(differentRatings),
  };
}

function ownBandsOf(own: OwnResult, thresholds: ThresholdSetId): OwnBands | null {
  const value = own.state === 'known' ? own.result.value : null;
  if (!value) return null;
  const bands = {
    score: value.score,
    headline: bandFor(value.points, thresholds),
    published: bandFor(value.points, PUBLISHED_THRESHOLDS),
  };
  return bands.headline === bands.published ? null : bands;
}

function missingCouncils(
  authorities: readonly Authority[],
  rows: readonly ResultRow[],
  current: readonly ResultRow[],
): readonly MissingCouncil[] {
  const [has, had] = [current, rows].map((some) => new Set(some.map(({ authority }) => authority.gssCode)));
  return authorities
    .filter(({ gssCode }) => !has?.has(gssCode))
    .map((authority) => ({
      council: shortName(authority.name),
      authority,
      withdrawn: had?.has(authority.gssCode) ?? false,
    }))
    .toSorted((a, b) => compareNames(a.council, b.council));
}

function placesOf(own: AssessmentState | null, others: readonly number[]): ResultsView['places'] {
  if (!own || others.length === 0) return null;
  const { lowest, highest } = boundsOf(own);
  return { lowest: rankOf(lowest.score, others), highest: rankOf(highest.score, others) };
}

function groupsOf(
  results: readonly ShownResult[],
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
  results: readonly ShownResult[],
  others: readonly ShownResult[],
  own: OwnResult,
): StatementSpread {
  const scoresIn = (rows: readonly ShownResult[]) =>
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

function differentRatings({ council, known, facts }: ShownResult): DifferentRating[] {
  const points = known && ALL_POINTS.find((candidate) => displayedScore(candidate) === known.value);
  if (!known || points === null || points === undefined) return [];
  const band = bandFor(points, PUBLISHED_THRESHOLDS);
  return band === facts.rating ? [] : [{ council, score: known.value, rating: facts.rating, band }];
}
