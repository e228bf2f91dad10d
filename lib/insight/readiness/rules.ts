import type { StrengthLevel } from '#lib/insight/readiness/strength.ts';
import { addDays, type CalendarDate, dayOf, londonDay, startOfDay } from '#lib/kernel/dates.ts';
import { formatCount, formatDate, formatDateTime } from '#lib/kernel/format.ts';
import { type AssessmentFigures, figuresOf } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  boundsOf,
  formatScore,
  formatScored,
  type StateFacts,
  stateOf,
  supposing,
} from '#lib/record/assessments/state.ts';
import {
  type Band,
  countPathsToBand,
  distance,
  NO_SCORES,
  type PathToBand,
  pathsToBand,
  type Rise,
  SCORES,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  statement as statementOf,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

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

export type EvidencedPath = PathToBand & {
  /** The weakest evidence among the statements that rise: what the path depends on most. */
  readonly weakest: { readonly statement: StatementId; readonly level: StrengthLevel } | null;
};

const READINESS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];

/**
 * The cheapest ways to a band: all take the same steps, so the first are those whose weakest statement has the strongest
 * evidence, then those with the fewest statements, then in framework order.
 *
 * @throws ScoringError while a statement is not scored.
 */
export function pathsByEvidence(
  { scores, thresholds }: { readonly scores: Scores; readonly thresholds: ThresholdSetId },
  band: Band,
  strengths: Readonly<Record<StatementId, StrengthLevel>>,
): readonly EvidencedPath[] {
  const readiness = ({ statement }: Rise) => READINESS.indexOf(strengths[statement]);
  return pathsToBand(scores, band, thresholds)
    .map((path): EvidencedPath => {
      const [worst] = path.rises.toSorted((a, b) => readiness(b) - readiness(a));
      return {
        ...path,
        weakest: worst ? { statement: worst.statement, level: strengths[worst.statement] } : null,
      };
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.rises.length - b.rises.length);
}

function rank({ weakest }: EvidencedPath): number {
  return weakest ? READINESS.indexOf(weakest.level) : 0;
}

/** The band above, and the ways there. */
export type NextBand = {
  readonly band: Band;
  /** As `pathsByEvidence` finds and orders them. */
  readonly found: readonly EvidencedPath[];
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
    found: pathsByEvidence(assessment, up.band, levels as Record<StatementId, StrengthLevel>),
    count: countPathsToBand(assessment.scores, up.band, assessment.thresholds),
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
    const changes = moves.length > 0 ? moves.map(describeMove) : describeTurns(before.facts, facts);
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

function describeMove({ statement, from, to }: ScoreMove): string {
  return `${statementOf(statement).name}: ${from ?? 'not scored'} to ${to ?? 'not scored'}`;
}

function describeTurns(before: StateFacts, after: StateFacts): readonly string[] {
  const named = (ids: readonly StatementId[], others: readonly StatementId[], what: string) =>
    ids.filter((id) => !others.includes(id)).map((id) => `${statementOf(id).name}: ${what}`);
  return [
    ...named(before.carried, after.carried, 'confirmed'),
    ...named(after.completed, before.completed, 'completed'),
    ...named(before.completed, after.completed, 'no longer completed'),
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
    return { sentence: `${since}, before any assessment started. The score is now ${score}.`, moves };
  const was = formatScore(past.state);
  if (moves.length === 0 && was === score) return { sentence: `${since}.`, moves };
  const same = past.earlier === null ? `is still ${score}` : `is ${score}, the same as in ${past.earlier}`;
  const where = past.earlier === null ? '' : ` in ${past.earlier}`;
  const other = `was ${was}${where} and is now ${score}${describeRest(past.state, now.state)}`;
  return { sentence: `${since}. The score ${was === score ? same : other}.`, moves };
}

/** What else than a score opens or closes the range. */
function describeRest(was: AssessmentState, is: AssessmentState): string {
  const carried = is.unconfirmed.length;
  if (carried > 0) return `, with ${formatCount(carried, 'statement')} not confirmed`;
  return is.isFinal && !was.isFinal ? ', signed' : '';
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
export function describePace({ completed, of, recent, doneBy }: Pace): string {
  const standing = `${completed} of ${of} statements ${completed === 1 ? 'is' : 'are'} complete`;
  if (completed === of) return `All ${of} statements are complete.`;
  const lately = `${recent} of them in the last ${PACE_DAYS} days`;
  if (!doneBy) return `${standing}, ${lately}. There is no pace to project from.`;
  return `${standing}, ${lately}. At this pace the other ${of - completed === 1 ? 'one' : of - completed} would be complete by ${formatDate(doneBy)} (${of - completed} × ${PACE_DAYS} ÷ ${recent} days, rounded up). This is a simple projection. It does not allow for leave or workload.`;
}
