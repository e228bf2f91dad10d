import type { Framework } from '#lib/frameworks/framework.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { type AssessmentState, boundsOf } from '#lib/record/assessments/state.ts';
import {
  countPoints,
  countRatings,
  type PointsCount,
  type RatingCount,
} from '#lib/record/results/distribution.ts';
import { knownScore, knownStatements, statementScores } from '#lib/record/results/facts.ts';
import { filterOptions, fitsPlace, type ResultsFilter } from '#lib/record/results/filter.ts';
import { type Group, groupOf, groupsBy } from '#lib/record/results/groups.ts';
import { type Rank, rankOf } from '#lib/record/results/ranks.ts';
import {
  type Authority,
  currentResults,
  type Listing,
  type OwnResult,
  type ResultRow,
  type ShownResult,
  shortName,
} from '#lib/record/results/rules.ts';
import { DEFAULT_SORT, type ResultsSort, sortResults } from '#lib/record/results/sort.ts';
import { type StatementSpread, statementSpreads } from '#lib/record/results/statement-spread.ts';
import { type Band, bandFor, type ThresholdSetId } from '#lib/scoring/index.ts';

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
  readonly framework: Framework;
  readonly filter: ResultsFilter;
  readonly sort: ResultsSort;
  readonly own: OwnResult;
  /** Null unless the own score is in different bands. */
  readonly ownBands: OwnBands | null;
  /** One result for each council. */
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
  readonly ratings: readonly RatingCount[];
  readonly points: readonly PointsCount[];
  readonly byType: readonly Group[];
  readonly byRegion: readonly Group[];
  /** Other councils of the own type, of the own region and of both. Empty for a council that is not in the register. */
  readonly likeOwn: readonly Group[];
  readonly statements: readonly StatementSpread[];
  /** Number of councils with a score known for any statement, and of those with the lowest for one or more. */
  readonly scored: number;
  readonly withLowest: number;
  /** Number of councils with every statement score known. */
  readonly inFull: number;
  readonly ratedOtherwise: readonly DifferentRating[];
};

export function resultsView(
  listing: Listing,
  filter: ResultsFilter,
  sort: ResultsSort = DEFAULT_SORT,
): ResultsView {
  const { framework, rows, authorities, thresholds, own, ownCode } = listing;
  const current = currentResults(rows);
  const isPlaced = ({ authority, facts }: ResultRow) =>
    fitsPlace(authority, filter) && (filter.rating === undefined || facts.rating === filter.rating);
  const withPilots = current.filter(isPlaced);
  const show = (latest: readonly ResultRow[]) =>
    latest
      .filter(({ kind }) => filter.pilots || kind !== 'pilot')
      .map((row) => ({ ...row, known: knownScore(row.facts), isOwn: row.authority.gssCode === ownCode }));
  const results = show(current).filter(isPlaced);
  // A later result that is not confirmed does not take the place of a confirmed one.
  const confirmed = show(currentResults(rows.filter(({ facts }) => facts.confirmed)));
  const counted = confirmed.filter(isPlaced);
  const others = counted.filter(({ isOwn }) => !isOwn);
  const known = others.flatMap((result) => (result.known ? [result.known.value] : []));
  const { types, regions } = filterOptions(authorities);
  const self = authorities.find(({ gssCode }) => gssCode === ownCode);
  // Councils like the own one are the same ones whatever is filtered.
  const peers = confirmed.filter(({ isOwn }) => !isOwn);
  const sameType = peers.filter(({ authority }) => authority.type === self?.type);
  const scored = counted.filter(({ facts }) => knownStatements(facts) > 0);
  return {
    framework,
    filter,
    sort,
    own,
    ownBands: ownBandsOf(own, thresholds, framework),
    results: sortResults(results, sort),
    counted,
    missing: missingCouncils(
      authorities.filter((authority) => fitsPlace(authority, filter)),
      rows,
      current,
    ),
    pilotsLeftOut: withPilots.length - results.length,
    scores: {
      published: counted.filter((result) => result.known?.from === 'published').length,
      calculated: counted.filter((result) => result.known?.from === 'calculated').length,
      unknown: counted.filter((result) => result.known === null).length,
    },
    places: placesOf(own.state === 'known' ? own.result : null, known),
    signedPlaces: placesOf(own.state === 'known' ? (own.signed?.result ?? null) : null, known),
    ratings: countRatings(counted, framework),
    points: countPoints(counted, framework),
    byType: groupsBy(counted, types, ({ type }) => type),
    byRegion: groupsBy(counted, regions, ({ region }) => region),
    likeOwn: self ? groupsLike(self, peers) : [],
    statements: statementSpreads(counted, own, sameType, framework),
    scored: scored.length,
    withLowest: scored.filter(({ facts }) =>
      Object.values(statementScores(facts)).includes(framework.lowestScore),
    ).length,
    inFull: counted.filter(({ facts }) => knownStatements(facts) === framework.statementIds.length).length,
    ratedOtherwise: counted.flatMap((result) => differentRatings(result, framework)),
  };
}

/** The groups that the council itself belongs to. */
function groupsLike({ type, region }: Authority, peers: readonly ShownResult[]): readonly Group[] {
  const sameType = peers.filter(({ authority }) => authority.type === type);
  const sameRegion = peers.filter(({ authority }) => authority.region === region);
  return [
    groupOf(type, sameType),
    groupOf(region, sameRegion),
    groupOf(
      `${type}, ${region}`,
      sameType.filter((result) => sameRegion.includes(result)),
    ),
  ];
}

function ownBandsOf(own: OwnResult, thresholds: ThresholdSetId, framework: Framework): OwnBands | null {
  const value = own.state === 'known' ? own.result.value : null;
  if (!value) return null;
  const bands = {
    score: value.score,
    headline: bandFor(value.points, thresholds, framework),
    published: bandFor(value.points, framework.regulatorThresholds, framework),
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

function differentRatings({ council, known, facts }: ShownResult, framework: Framework): DifferentRating[] {
  if (!known) return [];
  const band = bandFor(known.points, framework.regulatorThresholds, framework);
  return band === facts.rating ? [] : [{ council, score: known.value, rating: facts.rating, band }];
}
