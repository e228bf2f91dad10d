import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import { earlierScore, mappingBetween } from '#lib/frameworks/mapping.ts';
import { addDays, type CalendarDate, parseUrlDay } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import {
  type AssessmentState,
  boundsOf,
  describeHeadline,
  formatScore,
  formatScored,
  type Judged,
  type StateFacts,
  stateOf,
} from '#lib/record/assessments/state.ts';
import { BAND_NAMES, noScores, type Score, type Scores, type StatementId } from '#lib/scoring/index.ts';

/** A statement's answers from a moment on, in ISO 8601 UTC. */
export type StatementMoment = {
  readonly at: string;
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly completed: boolean;
  /** Whether the answers were only carried forward. */
  readonly carried: boolean;
  /** The reason for a change of score. Empty if it did not change or no reason was needed. */
  readonly reason?: string;
};

/** A moment, in ISO 8601 UTC, when a statement is confirmed or the assessment becomes final or is reopened. */
export type TurningMoment =
  | { readonly at: string; readonly confirmed: StatementId }
  | { readonly at: string; readonly isFinal: boolean };

export type Moment = StatementMoment | TurningMoment;

/** The figures after each moment that changed a score or the overall score shown. */
export type Movement = {
  readonly at: string;
  readonly scores: Scores;
  readonly state: AssessmentState;
  /** "Assessing needs: not scored to 3", "Safeguarding: confirmed", "Signed". */
  readonly changes: readonly string[];
  /** Reasons for changes of score, if given. */
  readonly reasons: readonly string[];
};

/**
 * The progress of the score within one cycle. Omits moments that change nothing shown; treats everything at the same
 * instant as one change.
 * @param moments - in any order
 */
export function movementOf(moments: readonly Moment[], cycle: Judged): readonly Movement[] {
  const found: Movement[] = [];
  const instants = Map.groupBy(
    moments.toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ at }) => at,
  );
  const { statementIds } = frameworkOf(cycle.framework);
  let facts = nothingSaved(cycle);
  let state = stateOf(facts);
  for (const [at, together] of instants) {
    const before = { facts, state };
    facts = together.reduce(afterMoment, facts);
    state = stateOf(facts);
    const moves = scoreMoves(before.facts.scores, facts.scores, statementIds);
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
  return `${knownStatement(statement).name}: ${from ?? 'not scored'} to ${to ?? 'not scored'}`;
}

function describeTurns(before: StateFacts, after: StateFacts): readonly string[] {
  const named = (ids: readonly StatementId[], others: readonly StatementId[], what: string) =>
    ids.filter((id) => !others.includes(id)).map((id) => `${knownStatement(id).name}: ${what}`);
  return [
    ...named(before.carried, after.carried, 'confirmed'),
    ...named(after.completed, before.completed, 'completed'),
    ...named(before.completed, after.completed, 'no longer completed'),
    ...(after.isFinal && !before.isFinal ? ['Signed'] : []),
    ...(before.isFinal && !after.isFinal ? ['Reopened'] : []),
  ];
}

/** The last movement at or before a moment. Null if there is none. */
export function lastMovementAt(movements: readonly Movement[], at: string): Movement | null {
  return movements.findLast((movement) => movement.at <= at) ?? null;
}

export type ScoreMove = {
  readonly statement: StatementId;
  readonly from: Score | null;
  readonly to: Score | null;
};

/** The scores of these statements that differ. */
function scoreMoves(before: Scores, after: Scores, of: readonly StatementId[]): readonly ScoreMove[] {
  return of.flatMap((statement) => {
    const [from, to] = [before[statement] ?? null, after[statement] ?? null];
    return from === to ? [] : [{ statement, from, to }];
  });
}

/** The day in an address, `2026-11-21`, or 28 days ago if it has none. */
export function readSinceDay(asked: unknown, asOf: Date): CalendarDate {
  return parseUrlDay(asked) ?? addDays(londonDay(asOf), -PACE_DAYS);
}

/** The last instant before a day in London, so that a save at midnight counts as part of the day. */
export function justBefore(day: CalendarDate): string {
  return new Date(startOfDay(day).getTime() - 1).toISOString();
}

/** When a cycle started, in ISO 8601 UTC. */
export type CycleStart = { readonly from: string };

/** The cycle open at a moment or, between cycles, the last one closed. `cycles`: oldest first. */
export function cycleAt<T extends CycleStart>(cycles: readonly T[], at: string): T | null {
  return cycles.findLast(({ from }) => from <= at) ?? null;
}

/** The state of a cycle at a moment after it started. */
export function stateAt(
  movements: readonly Movement[],
  at: string,
  cycle: Judged,
): Pick<Movement, 'scores' | 'state'> {
  const last = lastMovementAt(movements, at);
  if (last) return last;
  const facts = nothingSaved(cycle);
  return { scores: facts.scores, state: stateOf(facts) };
}

function nothingSaved({ framework, thresholds }: Judged): StateFacts {
  const scores = noScores(frameworkOf(framework));
  return { framework, scores, thresholds, completed: [], carried: [], isFinal: false };
}

/** The state of the cycle open at some moment. `earlier`: its name, unless it is the current one. */
export type PastState = Pick<Movement, 'scores' | 'state'> & { readonly earlier: string | null };

/**
 * The changes since the start of a day in London, with a sentence about them. Earlier scores of another framework are
 * on the scale of this one, and left out where they are not comparable.
 * @param past - the state just before that day, or null if no assessment had started
 */
export function movementSince(
  past: PastState | null,
  now: Pick<Movement, 'scores' | 'state'>,
  day: CalendarDate,
): { readonly sentence: string; readonly moves: readonly ScoreMove[] } {
  const before = past && asScoresOf(now.state.framework, past);
  const moves = scoreMoves(
    before?.scores ?? {},
    now.scores,
    before?.comparable ?? frameworkOf(now.state.framework).statementIds,
  );
  const isOther = past !== null && past.state.framework !== now.state.framework;
  const which = isOther ? 'comparable score' : 'score';
  const changed =
    moves.length === 0
      ? `No ${which} has changed`
      : formatCount(moves.length, `${which} has changed`, `${which}s have changed`);
  const since = `${changed} since ${formatDate(day)}`;
  const score = formatScore(now.state);
  if (!past)
    return { sentence: `${since}, before any assessment started. The overall score is now ${score}.`, moves };
  const was = formatScore(past.state);
  const scale =
    isOther && moves.length > 0 ? ' Earlier scores are shown on the scale of this assessment.' : '';
  if (!before?.isTotalComparable)
    return {
      sentence: `${since}. The overall score is now ${score}. It was ${was} in ${past.earlier}, which used another framework and cannot be compared.${scale}`,
      moves,
    };
  if (moves.length === 0 && was === score) return { sentence: `${since}.`, moves };
  const same = past.earlier === null ? `is still ${score}` : `is ${score}, the same as in ${past.earlier}`;
  const where = past.earlier === null ? '' : ` in ${past.earlier}`;
  const other = `was ${was}${where} and is now ${score}${describeRest(past.state, now.state)}`;
  return { sentence: `${since}. The overall score ${was === score ? same : other}.${scale}`, moves };
}

/** Scores of an earlier cycle on the scale of a framework, with the statements that are comparable. */
function asScoresOf(framework: string, { scores, state }: Pick<Movement, 'scores' | 'state'>) {
  const mapping = mappingBetween(frameworkOf(state.framework), frameworkOf(framework));
  const comparable = mapping?.comparable ?? [];
  const known = comparable.flatMap((id) => {
    const score = earlierScore(mapping, id, scores);
    return typeof score === 'number' ? [[id, score] as const] : [];
  });
  const isTotalComparable = mapping?.isTotalComparable === true;
  return { scores: Object.fromEntries(known), comparable, isTotalComparable };
}

/** Other reasons for a change in the range. */
function describeRest(was: AssessmentState, is: AssessmentState): string {
  const carried = is.unconfirmed.length;
  if (carried > 0) return `, with ${formatCount(carried, 'statement')} not confirmed`;
  return is.isFinal && !was.isFinal ? ', signed' : '';
}

/** How the score got to where it is, as a headline: "Up from 70 on 3 August 2026 to 78, good". */
export function describeProgress(movements: readonly Movement[]): string {
  const last = movements.at(-1);
  if (!last) return 'No statements scored yet';
  const now = last.state.value;
  const first = movements.find(({ state }) => state.value !== null);
  if (!now || !first?.state.value) return describeHeadline(last.state);
  const [from, to] = [first.state.value.score, now.score];
  const band = BAND_NAMES[now.band].toLowerCase();
  const day = formatDate(first.at);
  if (from === to) return `${to}, ${band}, as on ${day}`;
  return `${to > from ? 'Up' : 'Down'} from ${from} on ${day} to ${to}, ${band}`;
}

export const MOVEMENT_COLUMNS = [
  'Date and time',
  'Score',
  'Statements scored',
  'What changed',
  'Reason',
] as const;

/** The rows of the table and of the exported file, oldest first. */
export function movementRows(movements: readonly Movement[]): readonly (readonly string[])[] {
  return movements.map(({ at, state, changes, reasons }) => [
    formatDateTime(at),
    formatScore(state),
    formatScored(state),
    changes.join('; '),
    reasons.join('; '),
  ]);
}

/** Number of days to measure the pace over. */
export const PACE_DAYS = 28;
const DAY = 24 * 60 * 60 * 1_000;

export type Pace = {
  readonly completed: number;
  readonly of: number;
  /** Completed in the last PACE_DAYS days. */
  readonly recent: number;
  /** When the rest will be completed at this pace. Null if none is left, or none was completed recently. */
  readonly doneBy: Date | null;
};

/**
 * Projects when all statements will be completed at the pace of the last 28 days: the number left times the days each
 * took.
 * @param completedAt - when each completed statement was completed, in ISO 8601 UTC
 * @param of - how many statements there are
 */
export function paceOf(completedAt: readonly string[], of: number, asOf: Date): Pace {
  const from = new Date(asOf.getTime() - PACE_DAYS * DAY).toISOString();
  const recent = completedAt.filter((at) => at > from).length;
  const left = of - completedAt.length;
  const days = Math.ceil((left * PACE_DAYS) / recent);
  return {
    completed: completedAt.length,
    of,
    recent,
    doneBy: left > 0 && recent > 0 ? new Date(asOf.getTime() + days * DAY) : null,
  };
}

/** The pace and its projection, showing the calculation. */
export function describePace({ completed, of, recent, doneBy }: Pace): string {
  const progress = `${completed} of ${of} statements ${completed === 1 ? 'is' : 'are'} complete`;
  if (completed === of) return `All ${of} statements are complete.`;
  if (completed === 0) return 'No statement is complete yet, so no completion date can be projected.';
  if (!doneBy)
    return `${progress}, ${completed === 1 ? 'but not' : 'none of them'} in the last ${PACE_DAYS} days, so no completion date can be projected.`;
  return `${progress}, ${recent} of them in the last ${PACE_DAYS} days. At this pace the other ${of - completed === 1 ? 'one' : of - completed} would be complete by ${formatDate(doneBy)} (${of - completed} × ${PACE_DAYS} ÷ ${recent} days, rounded up). This is a simple projection. It does not allow for leave or workload.`;
}
