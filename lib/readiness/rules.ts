import { type AssessmentResult, resultOf } from '#lib/assessments/rules.ts';
import type { ShownScore } from '#lib/challenge/rules.ts';
import { type ClaimsAndProof, STALE_AFTER_YEARS } from '#lib/claims/rules.ts';
import { addDays, type CalendarDate, dayOf, londonDay, startOfDay } from '#lib/dates.ts';
import { CATEGORIES, CATEGORY_NAMES, type Category, referenceOf } from '#lib/evidence/rules.ts';
import { formatCount, formatDate, formatDateTime, formatList } from '#lib/format.ts';
import type { againstComparator } from '#lib/measures/rules.ts';
import {
  BAND_NAMES,
  type Band,
  countRoutes,
  NO_SCORES,
  type Outcome,
  type Overall,
  type Rise,
  type Route,
  routes,
  SCORES,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  statement as statementOf,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/** What is known about the proof of one statement, for judging how sure its score is. */
export type StrengthFacts = {
  readonly score: Score | null;
  readonly evidenceCount: number;
  readonly claims: ClaimsAndProof;
  /** Whether the statement stands as the director signed it. Hidden: that would tell of a hidden score. */
  readonly approval: 'signed' | 'changed since' | 'not signed' | 'hidden';
  /** This statement's measures whose last value has a comparator. */
  readonly measures: ReturnType<typeof againstComparator>;
};

export type StrengthCheckId =
  | 'people'
  | 'categories'
  | 'fresh'
  | 'cited'
  | 'claims'
  | 'measures'
  | 'approved';

/** One rule about evidence, whether it is met here, and why. */
export type StrengthCheck = {
  readonly id: StrengthCheckId;
  readonly met: boolean;
  /** Whether the level waits for it. False: a signature, or figures that nobody has anything to compare with. */
  readonly counts: boolean;
  readonly reason: string;
};

export type StrengthLevel = 'none' | 'weak' | 'partial' | 'strong';

export const STRENGTH_NAMES: Record<StrengthLevel, string> = {
  none: 'No evidence',
  weak: 'Weak',
  partial: 'Partial',
  strong: 'Strong',
};

/** Of the categories of evidence, how many a statement's must cover. */
export const CATEGORIES_WANTED = 3;

/** What each level takes, as the page explains it. */
export const STRENGTH_RULES: Record<StrengthLevel, string> = {
  none: 'Nothing is attached.',
  weak: `People’s experience is missing, fewer than ${CATEGORIES_WANTED} of the ${CATEGORIES.length} categories are covered, or nothing is dated within the last ${STALE_AFTER_YEARS} years.`,
  partial: 'Neither weak nor strong.',
  strong: `Recent evidence that the text cites covers people’s experience and ${CATEGORIES_WANTED} categories, every claim cites its evidence, and no measure is worse than its comparator. A signature makes no difference.`,
};

export type Strength = {
  readonly level: StrengthLevel;
  /** Always the same seven, in this order; what is not met says what to improve. A signature is told, and changes no level. */
  readonly checks: readonly StrengthCheck[];
};

/**
 * How strong the evidence of a statement is. A level and its reasons, never a percentage: no source says how such a figure
 * would be worked out. That people's experience is wanted for every statement is CQC's; the other limits are this project's.
 *
 * More evidence never makes it weaker: it is strong once enough of it (people's experience and three categories) is recent
 * and cited, whatever else is attached; what is old, undated or not cited adds nothing to that and takes nothing away.
 * Nothing is met by being empty: without claims none cites its proof, and without comparators no measure compares well.
 * As not every statement has a figure to compare, the second holds no level back.
 */
export function strengthOf({ evidenceCount, claims, approval, measures }: StrengthFacts): Strength {
  const covered = claims.byCategory.filter(({ count }) => count > 0).map(({ category }) => category);
  const { recent, recentAndCited } = claims.covered;
  const hasPeople = covered.includes('people');
  const old = notRecent(claims);
  const uncited = claims.neverCited.length > 0 ? `${listed(claims.neverCited)} not cited in the text` : null;
  const checks: readonly StrengthCheck[] = [
    {
      id: 'people',
      met: hasPeople,
      counts: true,
      reason: hasPeople
        ? `${CATEGORY_NAMES.people} is covered`
        : `Nothing shows ${CATEGORY_NAMES.people.toLowerCase()}, which is wanted for every statement`,
    },
    {
      id: 'categories',
      met: covered.length >= CATEGORIES_WANTED,
      counts: true,
      reason: `Covers ${covered.length} of ${CATEGORIES.length} categories${covered.length > 0 ? `: ${formatList(covered.map((category) => CATEGORY_NAMES[category].toLowerCase()))}` : ''}`,
    },
    {
      id: 'fresh',
      met: evidenceCount > 0 && (old === null || isEnough(recent)),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'Nothing is attached that could be recent'
          : enough(old, isEnough(recent), `dated within the last ${STALE_AFTER_YEARS} years`),
    },
    {
      id: 'cited',
      met: evidenceCount > 0 && (uncited === null || isEnough(recentAndCited)),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'Nothing is attached that could be cited'
          : enough(uncited, isEnough(recentAndCited), 'cited in the text'),
    },
    {
      id: 'claims',
      met: claims.claims > 0 && claims.withoutProof.length === 0,
      counts: true,
      reason: claimsInWords(claims),
    },
    {
      id: 'measures',
      met: measures.worse.length === 0 && measures.better.length + measures.same.length > 0,
      counts: measures.worse.length > 0,
      reason: measuresInWords(measures),
    },
    {
      id: 'approved',
      met: approval === 'signed',
      counts: false,
      reason: {
        signed: 'Stands as it was signed',
        'changed since': 'Changed since it was signed',
        'not signed': 'Not signed yet',
        hidden: 'Whether it stands as signed is told after you give your challenge score',
      }[approval],
    },
  ];
  return { level: levelOf(evidenceCount, checks, recent), checks };
}

/** The checks that hold the level back: what to improve. */
export function unmetChecks({ checks }: Strength): readonly StrengthCheck[] {
  return checks.filter(({ met, counts }) => !met && counts);
}

function levelOf(
  evidenceCount: number,
  checks: readonly StrengthCheck[],
  recent: readonly Category[],
): StrengthLevel {
  if (evidenceCount === 0) return 'none';
  const met = (id: StrengthCheckId) => checks.some((check) => check.id === id && check.met);
  if (!met('people') || !met('categories') || recent.length === 0) return 'weak';
  return checks.every((check) => check.met || !check.counts) ? 'strong' : 'partial';
}

function isEnough(covered: readonly Category[]): boolean {
  return covered.includes('people') && covered.length >= CATEGORIES_WANTED;
}

/** Why a check is met that not all evidence has to meet, or which evidence does not. */
function enough(except: string | null, isEnough: boolean, what: string): string {
  if (except === null) return `Everything attached is ${what}`;
  return isEnough ? `Enough is ${what}, though ${except}` : except;
}

function notRecent({ age: { stale, ahead, undated } }: ClaimsAndProof): string | null {
  const parts = [
    ...(stale.length > 0 ? [`${listed(stale)} more than ${STALE_AFTER_YEARS} years old`] : []),
    ...(ahead.length > 0 ? [`${listed(ahead)} dated in the future`] : []),
    ...(undated > 0 ? [`${formatCount(undated, 'item has', 'items have')} no date`] : []),
  ];
  return parts.length > 0 ? formatList(parts) : null;
}

function claimsInWords({ claims, withoutProof }: ClaimsAndProof): string {
  if (claims === 0) return 'Nothing is claimed yet';
  if (withoutProof.length === 0) return 'Every claim cites its proof';
  return `${formatCount(withoutProof.length, 'claim cites', 'claims cite')} no proof`;
}

function measuresInWords({ better, worse, same }: StrengthFacts['measures']): string {
  if (worse.length > 0) return `Worse than the comparator: ${formatList(worse)}`;
  if (better.length + same.length > 0)
    return `No measure is worse than its comparator; ${better.length} better`;
  return 'No measure has a comparator';
}

/** "E3 is", "E3 and E9 are". */
function listed(numbers: readonly number[]): string {
  return `${formatList(numbers.map(referenceOf))} ${numbers.length === 1 ? 'is' : 'are'}`;
}

/**
 * A score of 3 or 4 on no or weak evidence, in one plain sentence, such as "Scored 3 on 1 item (processes) from 2023". Null for any
 * other: a low score claims little.
 */
export function unsupportedScore(
  { score, evidenceCount, claims }: StrengthFacts,
  { level }: Strength,
): string | null {
  if (score === null || score < 3 || level === 'partial' || level === 'strong') return null;
  if (evidenceCount === 0) return `Scored ${score} with no evidence`;
  const years = [
    ...new Set([claims.age.oldest, claims.age.newest].flatMap((date) => date?.slice(0, 4) ?? [])),
  ];
  const from = years.length === 0 ? 'without a date' : `from ${years.join(' to ')}`;
  const kinds = claims.byCategory
    .filter(({ count }) => count > 0)
    .map(({ category }) => CATEGORY_NAMES[category].toLowerCase());
  return `Scored ${score} on ${formatCount(evidenceCount, 'item')} (${formatList(kinds)}) ${from}`;
}

/** "2 of 9 statements stand on strong evidence; 3 on weak evidence or none." */
export function strengthInWords(levels: readonly StrengthLevel[]): string {
  const strong = levels.filter((level) => level === 'strong').length;
  const weak = levels.filter((level) => level === 'weak' || level === 'none').length;
  return `${strong} of ${levels.length} statements ${strong === 1 ? 'stands' : 'stand'} on strong evidence, ${weak} on weak evidence or none.`;
}

export const STRENGTH_COLUMNS = [
  'Statement',
  'Name',
  'Score',
  'Items of evidence',
  'Evidence strength',
  'What to improve',
  'Met',
  'High score, weak evidence',
] as const;

/** One statement's row in the file: what its row on the page says. */
export function strengthCells(statement: {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  readonly evidenceCount: number;
  readonly strength: Strength;
  readonly unsupported: string | null;
}): readonly (string | number)[] {
  const { id, name, score, evidenceCount, strength, unsupported } = statement;
  const reasons = (wanted: boolean) =>
    strength.checks
      .filter(({ met }) => met === wanted)
      .map(({ reason }) => reason)
      .join('; ');
  return [
    id,
    name,
    score === 'hidden' ? 'Hidden' : (score ?? 'Not scored'),
    evidenceCount,
    STRENGTH_NAMES[strength.level],
    reasons(false),
    reasons(true),
    unsupported ?? '',
  ];
}

/** The scores that an address asks to try. What is no statement or no score is left out. */
export function triedScores(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Partial<Record<StatementId, Score>>> {
  return Object.fromEntries(
    STATEMENT_IDS.flatMap((id) => {
      const score = SCORES.find((one) => String(one) === query[id]);
      return score === undefined ? [] : [[id, score]];
    }),
  );
}

/** What the figures would be with other scores, beside what they are. Nothing is saved. */
export type WhatIf = {
  readonly scores: Scores;
  /** In framework order. `from` is null where the statement is not scored. */
  readonly changes: readonly {
    readonly statement: StatementId;
    readonly from: Score | null;
    readonly to: Score;
  }[];
  readonly now: AssessmentResult;
  readonly tried: AssessmentResult;
};

/** Every figure with some scores replaced. A replacement that is the score already is no change. */
export function whatIf(
  assessment: { readonly scores: Scores; readonly thresholds: ThresholdSetId },
  replaced: Readonly<Partial<Record<StatementId, Score>>>,
): WhatIf {
  const changes = STATEMENT_IDS.flatMap((statement) => {
    const from = assessment.scores[statement];
    const to = replaced[statement];
    return to === undefined || to === from ? [] : [{ statement, from, to }];
  });
  const scores = {
    ...assessment.scores,
    ...Object.fromEntries(changes.map(({ statement, to }) => [statement, to])),
  };
  return {
    scores,
    changes,
    now: resultOf(assessment),
    tried: resultOf({ scores, thresholds: assessment.thresholds }),
  };
}

export type ReadyRoute = Route & {
  /** The weakest evidence among the statements that rise: what the route asks most of. */
  readonly weakest: { readonly statement: StatementId; readonly level: StrengthLevel } | null;
};

const READINESS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];

/**
 * The cheapest ways to a band: all take the same steps, so the first are those whose weakest statement has the strongest
 * evidence, then those with the fewest statements, then in framework order.
 *
 * @throws ScoringError while a statement is not scored.
 */
export function readyRoutes(
  { scores, thresholds }: { readonly scores: Scores; readonly thresholds: ThresholdSetId },
  band: Band,
  strengths: Readonly<Record<StatementId, StrengthLevel>>,
): readonly ReadyRoute[] {
  const readiness = ({ statement }: Rise) => READINESS.indexOf(strengths[statement]);
  return routes(scores, band, thresholds)
    .map((route): ReadyRoute => {
      const [worst] = route.rises.toSorted((a, b) => readiness(b) - readiness(a));
      return {
        ...route,
        weakest: worst ? { statement: worst.statement, level: strengths[worst.statement] } : null,
      };
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.rises.length - b.rises.length);
}

function rank({ weakest }: ReadyRoute): number {
  return weakest ? READINESS.indexOf(weakest.level) : 0;
}

/** The band above, and the ways there. */
export type NextBand = {
  readonly band: Band;
  /** As `readyRoutes` finds and orders them. */
  readonly found: readonly ReadyRoute[];
  /** How many there are, those not found among them. */
  readonly count: number;
};

/** From the scores as they are. Null at the top, and while statements are not scored. */
export function nextBand(
  assessment: { readonly scores: Scores; readonly thresholds: ThresholdSetId },
  statements: readonly { readonly id: StatementId; readonly strength: { readonly level: StrengthLevel } }[],
): NextBand | null {
  const up = resultOf(assessment).distance?.up;
  if (!up) return null;
  const levels = Object.fromEntries(statements.map(({ id, strength }) => [id, strength.level]));
  return {
    band: up.band,
    found: readyRoutes(assessment, up.band, levels as Record<StatementId, StrengthLevel>),
    count: countRoutes(assessment.scores, up.band, assessment.thresholds),
  };
}

/** A statement's score from a moment on, ISO 8601 in UTC. */
export type ScoreMoment = {
  readonly statement: StatementId;
  readonly at: string;
  readonly score: Score | null;
  /** Why it took the place of another. Empty where it did not, or nobody was asked. */
  readonly reason?: string;
};

/** The figures of an assessment after each save that changed a score, and why it did where that was said. */
export type Movement = {
  readonly at: string;
  readonly scores: Scores;
  readonly result: AssessmentResult;
  readonly reasons: readonly string[];
};

/**
 * How the figures moved within one cycle. Saves that change no score move nothing; saves of the same moment count as one.
 *
 * @param moments - in any order
 */
export function movementOf(
  moments: readonly ScoreMoment[],
  thresholds: ThresholdSetId,
  start: Scores,
): readonly Movement[] {
  const found: Movement[] = [];
  let scores = start;
  for (const { statement, at, score, reason = '' } of moments.toSorted((a, b) => a.at.localeCompare(b.at))) {
    if (scores[statement] === score) continue;
    scores = { ...scores, [statement]: score };
    const before = found.at(-1)?.at === at ? found.pop() : undefined;
    const reasons = [...(before?.reasons ?? []), ...(reason === '' ? [] : [reason])];
    found.push({ at, scores, result: resultOf({ scores, thresholds }), reasons });
  }
  return found;
}

/** The movement that stood at a moment: the last before or at it. Null where nothing had moved by then. */
export function standingAt(movements: readonly Movement[], at: string): Movement | null {
  return movements.findLast((movement) => movement.at <= at) ?? null;
}

export type Range = { readonly lowest: Outcome; readonly highest: Outcome };

/** The lowest and the highest that an overall result can come to: the same once all nine statements are scored. */
export function boundsOf(result: Overall): Range {
  if (result.state === 'incomplete') return result.range;
  const { points, score, band } = result;
  return { lowest: { points, score, band }, highest: { points, score, band } };
}

/** What the result can still come to while the scores of these statements are drafts, which count as not scored here. */
export function rangeWhileDrafts(
  scores: Scores,
  drafts: readonly StatementId[],
  thresholds: ThresholdSetId,
): Range {
  const open = Object.fromEntries(drafts.map((id) => [id, null]));
  return boundsOf(resultOf({ scores: { ...scores, ...open }, thresholds }).overall);
}

/** "78", "50 to 84". */
export function scoreRange(result: Overall): string {
  const { lowest, highest } = boundsOf(result);
  return lowest.score === highest.score ? String(lowest.score) : `${lowest.score} to ${highest.score}`;
}

/** "Good", "Requires improvement to good" while statements are not scored. */
export function bandRange(result: Overall): string {
  const { lowest, highest } = boundsOf(result);
  return lowest.band === highest.band
    ? BAND_NAMES[lowest.band]
    : `${BAND_NAMES[lowest.band]} to ${BAND_NAMES[highest.band].toLowerCase()}`;
}

export type ScoreMove = {
  readonly statement: StatementId;
  readonly from: Score | null;
  readonly to: Score | null;
};

/** In framework order; what did not move is left out. */
function scoreMoves(before: Scores, after: Scores): readonly ScoreMove[] {
  return STATEMENT_IDS.flatMap((statement) => {
    const [from, to] = [before[statement], after[statement]];
    return from === to ? [] : [{ statement, from, to }];
  });
}

/** The day that an address asks for, `2026-11-21`; without one, 28 days ago. */
export function sinceDay(asked: unknown, asOf: Date): CalendarDate {
  return dayOf(asked) ?? addDays(londonDay(asOf), -PACE_DAYS);
}

/** What moved since the start of a day in London, and a sentence that says so. */
export function movementSince(
  movements: readonly Movement[],
  day: CalendarDate,
  thresholds: ThresholdSetId,
): { readonly sentence: string; readonly moves: readonly ScoreMove[] } {
  // The instant before, so that what was saved at midnight sharp is since.
  const before = standingAt(movements, new Date(startOfDay(day).getTime() - 1).toISOString());
  const now = movements.at(-1);
  const start = before?.scores ?? NO_SCORES;
  const moves = scoreMoves(start, now?.scores ?? start);
  if (!now || moves.length === 0) return { sentence: `No score differs from ${formatDate(day)}.`, moves };
  const then = resultOf({ scores: start, thresholds });
  return {
    sentence: `${formatCount(moves.length, 'score differs', 'scores differ')} from ${formatDate(day)}. The overall score was ${scoreRange(then.overall)} then and is ${scoreRange(now.result.overall)} now.`,
    moves,
  };
}

export const MOVEMENT_COLUMNS = ['When', 'Score', 'Scored', 'What changed', 'Reason'] as const;

/** The rows of the table and of the file alike, oldest first. */
export function movementRows(movements: readonly Movement[]): readonly (readonly string[])[] {
  return movements.map(({ at, scores, result, reasons }, index) => [
    formatDateTime(at),
    scoreRange(result.overall),
    `${result.overall.state === 'complete' ? STATEMENT_IDS.length : result.overall.scored} of ${STATEMENT_IDS.length}`,
    scoreMoves(movements[index - 1]?.scores ?? NO_SCORES, scores)
      .map(
        ({ statement, from, to }) =>
          `${statementOf(statement).name}: ${from ?? 'not scored'} to ${to ?? 'not scored'}`,
      )
      .join('; '),
    reasons.join('; '),
  ]);
}

/** Days that the pace of the work is measured over. */
const PACE_DAYS = 28;
const DAY = 24 * 60 * 60 * 1_000;

export type Pace = {
  readonly completed: number;
  readonly of: number;
  /** Completed within the last PACE_DAYS days. */
  readonly recent: number;
  /** When the rest would be completed at that pace. Null where nothing is left, or nothing was completed lately. */
  readonly doneBy: Date | null;
};

/**
 * When all statements would be completed if the work went on as in the last 28 days. Plain arithmetic: what is left, times
 * the days that one took.
 *
 * @param completedAt - of each statement that is completed now, since when, ISO 8601 in UTC
 */
export function paceOf(completedAt: readonly string[], asOf: Date): Pace {
  const from = new Date(asOf.getTime() - PACE_DAYS * DAY).toISOString();
  const recent = completedAt.filter((at) => at > from).length;
  const left = STATEMENT_IDS.length - completedAt.length;
  const days = Math.ceil((left * PACE_DAYS) / recent);
  return {
    completed: completedAt.length,
    of: STATEMENT_IDS.length,
    recent,
    doneBy: left > 0 && recent > 0 ? new Date(asOf.getTime() + days * DAY) : null,
  };
}

/** The pace and what it would come to, with the arithmetic. */
export function paceInWords({ completed, of, recent, doneBy }: Pace): string {
  const standing = `${completed} of ${of} statements are completed`;
  if (completed === of) return `All ${of} statements are completed.`;
  const lately = `${recent} of them within the last ${PACE_DAYS} days`;
  if (!doneBy) return `${standing}, ${lately}. That gives no pace to go by.`;
  return `${standing}, ${lately}. At that pace the other ${of - completed === 1 ? 'one' : of - completed} would be completed by ${formatDate(doneBy)}: ${of - completed} × ${PACE_DAYS} ÷ ${recent} days, rounded up. Nothing but arithmetic: it knows neither leave nor how hard the rest is.`;
}
