import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import { areTotalsComparable, type EarlierScore } from '#lib/frameworks/mapping.ts';
import { describeForecast, forecastOf } from '#lib/insight/plan/forecast.ts';
import { type PlanLine, planLineOf } from '#lib/insight/plan/rules.ts';
import { movementSince, type PastState, type ScoreMove } from '#lib/insight/readiness/movement.ts';
import { type Strength, unmetChecks } from '#lib/insight/readiness/strength.ts';
import { type StatementTarget, targetsResult } from '#lib/insight/scenarios/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { type AssessmentResult, resultOf } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  isDone,
  type StateFacts,
  type StatementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import {
  describeNotedScore,
  describeSpread,
  type ShownScore,
  spreadOf,
} from '#lib/record/challenge/rules.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import type {
  Overall,
  Score,
  Scores,
  StatementId,
  ThemeId,
  ThemeResult,
  ThresholdSetId,
} from '#lib/scoring/index.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';
import { describeStale } from '#lib/work/todos/rules.ts';

/**
 * The open assessment as one person may see it: the content of the summary page, the exported file and the board
 * paper. Plain JSON, so that it can be stored.
 */
export type Dashboard = {
  /** When it was made, in ISO 8601 UTC. */
  readonly asOf: string;
  readonly council: { readonly name: string; readonly isExample: boolean };
  /** `startsOn` and `endsOn` are calendar dates. */
  readonly cycle: {
    readonly number: number;
    readonly name: string;
    /** The id of its framework. */
    readonly framework: string;
    readonly startsOn: CalendarDate;
    readonly endsOn: CalendarDate;
  };
  readonly review: ReviewSummary;
  /** Null while any score is hidden from this person: a total would reveal it. */
  readonly figures: Figures | null;
  /** The previous cycle. Null in the first. */
  readonly lastCycle: LastCycle | null;
  /** The improvement plan. Null if it has no action. */
  readonly plan: PlanLine | null;
  /** All of the framework, in its order. */
  readonly statements: readonly StatementLine[];
};

/**
 * The state of sign-off. `result` and `isChanged` are null while scores are hidden from this person. `at`: ISO 8601
 * UTC.
 */
export type ReviewSummary = {
  readonly state: ReviewState;
  /** The version being prepared, sent for sign-off or signed. */
  readonly version: number;
  readonly signed: {
    readonly version: number;
    readonly by: string;
    readonly at: string;
    readonly result: Overall | null;
    readonly isChanged: boolean | null;
  } | null;
};

/** A cycle's result, as calculated when it was closed. */
export type LastCycle = {
  readonly number: number;
  readonly name: string;
  /** The id of its framework. */
  readonly framework: string;
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
};

export type Figures = {
  readonly scores: Scores;
  readonly result: AssessmentResult;
  /** How certain these scores are. */
  readonly state: AssessmentState;
  /** The result if every target is met, and the number of targets. Null if there are none. */
  readonly targets: { readonly state: AssessmentState; readonly statements: number } | null;
  /** What the scores would be if the actions of the improvement plan land. Null if none would move a score. */
  readonly forecast: { readonly sentence: string } | null;
  /** Changes since the start of the date `since` in London, in whichever cycle was open then. */
  readonly moved: { readonly since: string; readonly sentence: string; readonly moves: readonly ScoreMove[] };
};

/** Whether any statement is scored. */
export function isStarted({ scores }: Pick<Figures, 'scores'>): boolean {
  return Object.values(scores).some((score) => score !== null);
}

/** What a reader should know about a statement, in order of importance. */
export const FLAG_KINDS = [
  'section-50',
  'overdue',
  'unsupported',
  'challenge-gap',
  'stale-evidence',
  'carried',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** A statement's line on the summary. */
export type StatementLine = {
  readonly id: StatementId;
  readonly name: string;
  readonly theme: ThemeId;
  readonly score: ShownScore;
  readonly target: StatementTarget | null;
  /** The challenge scores that count, ascending. Empty while hidden. */
  readonly challenges: readonly Score[];
  /** Scores in closed cycles on the scale of this one, oldest first. */
  readonly earlier: readonly EarlierScore[];
  readonly evidenceCount: number;
  readonly strength: Strength;
  readonly owner: string | null;
  /** A calendar date. */
  readonly dueOn: CalendarDate | null;
  readonly status: StatementStatus;
  /** In order of importance. */
  readonly flags: readonly { readonly kind: FlagKind; readonly text: string }[];
};

/** The inputs of a statement's line. */
export type LineFacts = Omit<StatementLine, 'name' | 'theme' | 'flags'> & {
  /** Set if a high score has too little evidence. */
  readonly unsupported: string | null;
  /** Numbers of attached items that are out of date, ascending. */
  readonly stale: readonly number[];
};

export type DashboardFacts = Pick<Dashboard, 'council' | 'cycle' | 'review' | 'lastCycle'> & {
  /** Of the improvement plan. */
  readonly actions: readonly ImprovementAction[];
  readonly thresholds: ThresholdSetId;
  /** Null while any score is hidden from this person. */
  readonly scores: Scores | null;
  /** A calendar date and the state just before it. `past` is null if no assessment had started. */
  readonly since: { readonly day: CalendarDate; readonly past: PastState | null };
  /** All of the framework, in its order. */
  readonly statements: readonly LineFacts[];
};

/** Calculates the summary once for the page, the file and the board paper. */
export function dashboardOf(facts: DashboardFacts, asOf: Date): Dashboard {
  const { council, cycle, review, lastCycle, actions } = facts;
  const today = londonDay(asOf);
  return {
    asOf: asOf.toISOString(),
    council,
    cycle,
    review,
    figures: figuresOf(facts, today),
    lastCycle,
    plan: planLineOf(actions, today),
    statements: facts.statements.map(({ unsupported, stale, ...line }) => {
      const { name, theme } = knownStatement(line.id);
      return { ...line, name, theme, flags: flagsOf({ ...line, unsupported, stale }, today) };
    }),
  };
}

function figuresOf(
  { scores, since, thresholds, actions, ...facts }: DashboardFacts,
  today: CalendarDate,
): Figures | null {
  if (!scores) return null;
  const { framework } = facts.cycle;
  const sure = { ...certaintyOf(facts), framework, scores, thresholds };
  const state = stateOf(sure);
  return {
    scores,
    result: resultOf(sure, frameworkOf(framework)),
    state,
    targets: targetAim(sure, facts.statements),
    forecast: sentenceOf(describeForecast(forecastOf(sure, actions, { today }))),
    moved: { since: since.day, ...movementSince(since.past, { scores, state }, since.day) },
  };
}

function sentenceOf(sentence: string | null): Figures['forecast'] {
  return sentence === null ? null : { sentence };
}

/** How certain the scores are, from the statements' lines. */
export function certaintyOf({
  review,
  statements,
}: {
  readonly review: Pick<ReviewSummary, 'state'>;
  readonly statements: readonly Pick<StatementLine, 'id' | 'status'>[];
}): Pick<StateFacts, 'completed' | 'carried' | 'isFinal'> {
  const having = (wanted: StatementStatus) =>
    statements.flatMap(({ id, status }) => (status === wanted ? id : []));
  return {
    completed: having('completed'),
    carried: having('not-confirmed'),
    isFinal: review.state === 'signed',
  };
}

/** The result of the targets. Null if there are none. */
export function targetAim(
  facts: StateFacts,
  statements: readonly Pick<StatementLine, 'id' | 'target'>[],
): Figures['targets'] {
  const targets = statements.flatMap(({ id, target }) => (target ? [[id, target] as const] : []));
  const aimed = targetsResult(facts, Object.fromEntries(targets));
  return aimed && { state: aimed.figures.state, statements: aimed.statements };
}

function flagsOf(facts: LineFacts, today: CalendarDate): StatementLine['flags'] {
  const { score, challenges, status, dueOn, unsupported, stale } = facts;
  const spread = score === 'hidden' ? null : spreadOf(score, challenges);
  const isOverdue = !isDone(status) && dueOn !== null && dueState(dueOn, today) === 'overdue';
  const found: Record<FlagKind, string | null> = {
    'section-50': describeNotedScore(facts.id, score),
    overdue: isOverdue ? formatDue(dueOn, today) : null,
    unsupported,
    'challenge-gap': spread && spread.difference > 0 ? describeSpread(spread) : null,
    'stale-evidence': stale.length > 0 ? describeStale(stale) : null,
    carried: status === 'not-confirmed' ? 'Carried forward and not confirmed' : null,
  };
  return FLAG_KINDS.flatMap((kind) => (found[kind] === null ? [] : [{ kind, text: found[kind] }]));
}

/** The change since the previous cycle. Null if either score is missing, or the score is only carried forward. */
export function changeSinceLastCycle({
  score,
  earlier,
  status,
}: Pick<StatementLine, 'score' | 'earlier' | 'status'>): number | null {
  const before = earlier.at(-1) ?? null;
  if (status === 'not-confirmed') return null;
  return typeof score === 'number' && typeof before === 'number' ? score - before : null;
}

/** The change in the score out of 100 since the previous cycle. Null if either is missing, or they are not comparable. */
export function overallChange(figures: Figures | null, lastCycle: LastCycle | null): number | null {
  const [now, then] = [figures?.state.value, lastCycle?.overall];
  if (!figures || !now || !lastCycle || then?.state !== 'complete') return null;
  return areTotalsComparable(lastCycle.framework, figures.state.framework) ? now.score - then.score : null;
}

/** What to improve in the evidence: the reasons of unmet checks. */
export function improvementsOf({ strength }: Pick<StatementLine, 'strength'>): readonly string[] {
  return unmetChecks(strength).map(({ reason }) => reason);
}
