import { type AssessmentFigures, figuresOf } from '#lib/assessments/rules.ts';
import {
  type AssessmentState,
  boundsOf,
  formatScore,
  formatScored,
  type StateFacts,
  stateOf,
  supposing,
} from '#lib/assessments/state.ts';
import type { ShownScore } from '#lib/challenge/rules.ts';
import { type ClaimsAndProof, STALE_AFTER_YEARS } from '#lib/claims/rules.ts';
import { addDays, type CalendarDate, dayOf, londonDay, startOfDay } from '#lib/dates.ts';
import { CATEGORIES, CATEGORY_NAMES, type Category, referenceOf } from '#lib/evidence/rules.ts';
import { formatCount, formatDate, formatDateTime, formatList } from '#lib/format.ts';
import type { againstComparator } from '#lib/measures/rules.ts';
import {
  type Band,
  countRoutes,
  distance,
  NO_SCORES,
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
      met: isEnough(recent),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'Nothing is attached that could be recent'
          : describeEnough(isEnough(recent), `dated within the last ${STALE_AFTER_YEARS} years`, old),
    },
    {
      id: 'cited',
      met: isEnough(recentAndCited),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'Nothing is attached that could be cited'
          : describeEnough(isEnough(recentAndCited), 'recent and cited in the text', uncited),
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

/** The checks that somebody can do something about, a missing signature among them. */
export function openChecks({ checks }: Strength): readonly StrengthCheck[] {
  return checks.filter(({ id, met, counts }) => !met && (counts || id === 'approved'));
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

/** Why enough evidence is `what`, or is not yet, and which is not: "E3 is not cited in the text". */
function describeEnough(isEnough: boolean, what: string, except: string | null): string {
  if (!isEnough) return except ?? `Not enough is ${what} yet`;
  return except === null ? `Everything attached is ${what}` : `Enough is ${what}. ${except}`;
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
  const reasons = (checks: readonly StrengthCheck[]) => checks.map(({ reason }) => reason).join('; ');
  return [
    id,
    name,
    score === 'hidden' ? 'Hidden' : (score ?? 'Not scored'),
    evidenceCount,
    STRENGTH_NAMES[strength.level],
    reasons(openChecks(strength)),
    reasons(strength.checks.filter(({ met }) => met)),
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
  readonly now: AssessmentFigures;
  readonly tried: AssessmentFigures;
};

/** Every figure with some scores replaced. A replacement that is the score already is no change. */
export function whatIf(
  assessment: StateFacts,
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
  return { scores, changes, now: figuresOf(assessment), tried: figuresOf(supposing(assessment, scores)) };
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

/** From the scores as they are. Null at the top, and while statements are not scored or not confirmed. */
export function nextBand(
  assessment: StateFacts,
  statements: readonly { readonly id: StatementId; readonly strength: { readonly level: StrengthLevel } }[],
): NextBand | null {
  const { value } = stateOf(assessment);
  const { up } = value ? distance(value.points, value.thresholds) : { up: null };
  if (!up) return null;
  const levels = Object.fromEntries(statements.map(({ id, strength }) => [id, strength.level]));
  return {
    band: up.band,
    found: readyRoutes(assessment, up.band, levels as Record<StatementId, StrengthLevel>),
    count: countRoutes(assessment.scores, up.band, assessment.thresholds),
  };
}

/** What a statement is from a moment on, ISO 8601 in UTC. */
export type StatementMoment = {
  readonly at: string;
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly completed: boolean;
  /** Whether it only says what was carried forward. */
  readonly carried: boolean;
  /** Why the score took the place of another. Empty where it did not, or nobody was asked. */
  readonly reason?: string;
};

/** From a moment on, ISO 8601 in UTC: a statement is confirmed, or what all of them say is final or not any more. */
export type TurningMoment =
  | { readonly at: string; readonly confirmed: StatementId }
  | { readonly at: string; readonly isFinal: boolean };

export type Moment = StatementMoment | TurningMoment;

/** The figures of an assessment after each moment that changed a score, or what is shown of the overall score. */
export type Movement = {
  readonly at: string;
  readonly scores: Scores;
  readonly state: AssessmentState;
  /** "Assessing needs: not scored to 3", "Safeguarding: confirmed", "Signed". */
  readonly changes: readonly string[];
  /** Why scores changed, where that was said. */
  readonly reasons: readonly string[];
};

/**
 * How the figures moved within one cycle. What changes nothing that is shown moves nothing; what happened in the same
 * moment counts as one.
 *
 * @param moments - in any order
 */
export function movementOf(moments: readonly Moment[], thresholds: ThresholdSetId): readonly Movement[] {
  const found: Movement[] = [];
  const instants = Map.groupBy(
    moments.toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ at }) => at,
  );
  let facts = nothingSaved(thresholds);
  let state = stateOf(facts);
  for (const [at, together] of instants) {
    const before = { facts, state };
    facts = together.reduce(afterMoment, facts);
    state = stateOf(facts);
    const moves = scoreMoves(before.facts.scores, facts.scores);
    if (moves.length === 0 && isShownAlike(before.state, state)) continue;
    const changes = moves.length > 0 ? moves.map(moveInWords) : turnsInWords(before.facts, facts);
    const reasons = together.flatMap((moment) =>
      'score' in moment && moment.reason && moves.some(({ statement }) => statement === moment.statement)
        ? moment.reason
        : [],
    );
    found.push({ at, scores: facts.scores, state, changes, reasons });
  }
  return found;
}

function afterMoment(facts: StateFacts, moment: Moment): StateFacts {
  if ('isFinal' in moment) return { ...facts, isFinal: moment.isFinal };
  const without = (ids: readonly StatementId[], id: StatementId) => ids.filter((one) => one !== id);
  if ('confirmed' in moment) return { ...facts, carried: without(facts.carried, moment.confirmed) };
  const { statement, score, completed, carried } = moment;
  const marked = (ids: readonly StatementId[], isMarked: boolean) =>
    isMarked ? [...without(ids, statement), statement] : without(ids, statement);
  return {
    ...facts,
    scores: { ...facts.scores, [statement]: score },
    completed: marked(facts.completed, completed),
    carried: marked(facts.carried, carried),
  };
}

function isShownAlike(before: AssessmentState, after: AssessmentState): boolean {
  const [was, is] = [boundsOf(before), boundsOf(after)];
  return was.lowest.points === is.lowest.points && was.highest.points === is.highest.points;
}

function moveInWords({ statement, from, to }: ScoreMove): string {
  return `${statementOf(statement).name}: ${from ?? 'not scored'} to ${to ?? 'not scored'}`;
}

function turnsInWords(before: StateFacts, after: StateFacts): readonly string[] {
  const named = (ids: readonly StatementId[], others: readonly StatementId[], what: string) =>
    ids.filter((id) => !others.includes(id)).map((id) => `${statementOf(id).name}: ${what}`);
  return [
    ...named(before.carried, after.carried, 'confirmed'),
    ...named(after.completed, before.completed, 'completed'),
    ...named(before.completed, after.completed, 'not completed any more'),
    ...(after.isFinal && !before.isFinal ? ['Signed'] : []),
    ...(before.isFinal && !after.isFinal ? ['Reopened'] : []),
  ];
}

/** The movement that stood at a moment: the last before or at it. Null where nothing had moved by then. */
export function standingAt(movements: readonly Movement[], at: string): Movement | null {
  return movements.findLast((movement) => movement.at <= at) ?? null;
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

/** The last instant before a day in London, so that what was saved at midnight sharp is since then. */
export function justBefore(day: CalendarDate): string {
  return new Date(startOfDay(day).getTime() - 1).toISOString();
}

/** A cycle, and the moment that it ran from: ISO 8601 in UTC. */
export type RanFrom = { readonly from: string };

/** The cycle that ran at a moment, or between two of them the one that was closed last. `cycles`: the oldest first. */
export function cycleAt<T extends RanFrom>(cycles: readonly T[], at: string): T | null {
  return cycles.findLast(({ from }) => from <= at) ?? null;
}

/** What a cycle said at a moment after it was started. */
export function stateAt(
  movements: readonly Movement[],
  at: string,
  thresholds: ThresholdSetId,
): Pick<Movement, 'scores' | 'state'> {
  return standingAt(movements, at) ?? { scores: NO_SCORES, state: stateOf(nothingSaved(thresholds)) };
}

function nothingSaved(thresholds: ThresholdSetId): StateFacts {
  return { scores: NO_SCORES, thresholds, completed: [], carried: [], isFinal: false };
}

/** What the cycle that ran at a moment said then. `earlier`: its name where it is not the open one. */
export type PastState = Pick<Movement, 'scores' | 'state'> & { readonly earlier: string | null };

/**
 * What moved since the start of a day in London, and a sentence that says so.
 *
 * @param past - just before that day. Null: no assessment had started by then
 */
export function movementSince(
  past: PastState | null,
  now: Pick<Movement, 'scores' | 'state'>,
  day: CalendarDate,
): { readonly sentence: string; readonly moves: readonly ScoreMove[] } {
  const moves = scoreMoves(past?.scores ?? NO_SCORES, now.scores);
  const changed =
    moves.length === 0
      ? 'No score has changed'
      : formatCount(moves.length, 'score has changed', 'scores have changed');
  const since = `${changed} since ${formatDate(day)}`;
  const score = formatScore(now.state);
  if (!past)
    return { sentence: `${since}, when no assessment had started. The score is ${score} now.`, moves };
  const was = formatScore(past.state);
  if (moves.length === 0 && was === score) return { sentence: `${since}.`, moves };
  const where = past.earlier === null ? '' : ` in ${past.earlier}`;
  const compared =
    was === score ? `${score} then${where}, as it is now` : `${was} then${where} and is ${score} now`;
  return { sentence: `${since}. The score was ${compared}.`, moves };
}

export const MOVEMENT_COLUMNS = ['When', 'Score', 'Scored', 'What changed', 'Reason'] as const;

/** The rows of the table and of the file alike, oldest first. */
export function movementRows(movements: readonly Movement[]): readonly (readonly string[])[] {
  return movements.map(({ at, state, changes, reasons }) => [
    formatDateTime(at),
    formatScore(state),
    formatScored(state),
    changes.join('; '),
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
