import { movementSince, type PastState, type ScoreMove } from '#lib/insight/readiness/rules.ts';
import {
  describeStrength,
  STRENGTH_NAMES,
  type Strength,
  unmetChecks,
} from '#lib/insight/readiness/strength.ts';
import {
  describeAim,
  describeTargets,
  type StatementTarget,
  targetsResult,
} from '#lib/insight/scenarios/rules.ts';
import { type CalendarDate, londonDay } from '#lib/kernel/dates.ts';
import { capitalise, formatCount, formatDate, formatDateTime, formatList } from '#lib/kernel/format.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { type AssessmentResult, resultOf } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  boundsOf,
  describeOpen,
  describeOutOf100,
  describeResult,
  describeTheme,
  finalState,
  formatBands,
  isDone,
  STATUS_NAMES,
  type StateFacts,
  type StatementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import {
  challengesBeside,
  describeSpread,
  formatStatementScore,
  type ShownScore,
  spreadOf,
} from '#lib/record/challenge/rules.ts';
import {
  BAND_NAMES,
  HIGHEST_SCORE,
  type Overall,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementBandStep,
  type StatementId,
  statement as statementOf,
  THEMES,
  type ThemeId,
  type ThemeResult,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';
import { SCORED_LOWEST } from '#lib/work/reviews/rules.ts';
import { describeStale } from '#lib/work/todos/rules.ts';

/**
 * What a director sees of the open assessment, as one person may see it: what the page shows, the file holds and the board
 * paper prints. Plain JSON, so that it can be kept as it was.
 */
export type Dashboard = {
  /** The moment that everything in it is of, ISO 8601 in UTC. */
  readonly asOf: string;
  readonly council: { readonly name: string; readonly isExample: boolean };
  /** `startsOn` and `endsOn` are calendar dates. */
  readonly cycle: {
    readonly number: number;
    readonly name: string;
    readonly startsOn: CalendarDate;
    readonly endsOn: CalendarDate;
  };
  readonly review: ReviewStanding;
  /** Null while any score is hidden from this person: no figure is worked out of the others. */
  readonly figures: Figures | null;
  /** The cycle before. Null in the first one. */
  readonly lastCycle: LastCycle | null;
  /** All nine, in framework order. */
  readonly statements: readonly StatementLine[];
};

/** How far it is signed. `result` and `isChanged` are null while scores are hidden from this person. `at`: ISO 8601 in UTC. */
export type ReviewStanding = {
  readonly state: ReviewState;
  /** The version that is prepared, proposed or signed. */
  readonly version: number;
  readonly signed: {
    readonly version: number;
    readonly by: string;
    readonly at: string;
    readonly result: Overall | null;
    readonly isChanged: boolean | null;
  } | null;
};

/** As it was worked out when the cycle was closed. */
export type LastCycle = {
  readonly number: number;
  readonly name: string;
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
};

export type Figures = {
  readonly scores: Scores;
  readonly result: AssessmentResult;
  /** How far these scores are the assessment's. */
  readonly state: AssessmentState;
  /** What it would be with every target reached, and how many statements have one. Null where none has. */
  readonly targets: { readonly state: AssessmentState; readonly statements: number } | null;
  /** What differs from how it stood at the start of that calendar date in London, in whichever cycle ran then. */
  readonly moved: { readonly since: string; readonly sentence: string; readonly moves: readonly ScoreMove[] };
};

/** What a reader has to know of a statement, in order of weight. */
export const FLAG_KINDS = [
  'section-50',
  'overdue',
  'unsupported',
  'challenge-gap',
  'stale-evidence',
  'carried',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** One statement's line. */
export type StatementLine = {
  readonly id: StatementId;
  readonly name: string;
  readonly theme: ThemeId;
  readonly score: ShownScore;
  readonly target: StatementTarget | null;
  /** The challenge scores that count, the lowest first. None while hidden. */
  readonly challenges: readonly Score[];
  /** In the closed cycles, the oldest first. Null: not scored in that one. */
  readonly earlier: readonly (Score | null)[];
  readonly evidenceCount: number;
  readonly strength: Strength;
  readonly owner: string | null;
  /** A calendar date. */
  readonly dueOn: CalendarDate | null;
  readonly status: StatementStatus;
  /** In order of weight. */
  readonly flags: readonly { readonly kind: FlagKind; readonly text: string }[];
};

/** What a line is made of. */
export type LineFacts = Omit<StatementLine, 'name' | 'theme' | 'flags'> & {
  /** One sentence where a high score stands on too little. */
  readonly unsupported: string | null;
  /** Numbers of the attached items that are old, lowest first. */
  readonly stale: readonly number[];
};

export type DashboardFacts = Pick<Dashboard, 'council' | 'cycle' | 'review' | 'lastCycle'> & {
  readonly thresholds: ThresholdSetId;
  /** Null while any is hidden from this person. */
  readonly scores: Scores | null;
  /** A calendar date, and what stood just before it. `past` is null where no assessment had started. */
  readonly since: { readonly day: CalendarDate; readonly past: PastState | null };
  /** All nine, in framework order. */
  readonly statements: readonly LineFacts[];
};

/** Everything a director sees, worked out once for page, file and paper. */
export function dashboardOf(facts: DashboardFacts, asOf: Date): Dashboard {
  const { council, cycle, review, lastCycle } = facts;
  const today = londonDay(asOf);
  return {
    asOf: asOf.toISOString(),
    council,
    cycle,
    review,
    figures: figuresOf(facts),
    lastCycle,
    statements: facts.statements.map(({ unsupported, stale, ...line }) => {
      const { name, theme } = statementOf(line.id);
      return { ...line, name, theme, flags: flagsOf({ ...line, unsupported, stale }, today) };
    }),
  };
}

function figuresOf({ scores, since, thresholds, ...facts }: DashboardFacts): Figures | null {
  if (!scores) return null;
  const sure = { ...certaintyOf(facts), scores, thresholds };
  const state = stateOf(sure);
  return {
    scores,
    result: resultOf(sure),
    state,
    targets: targetAim(sure, facts.statements),
    moved: { since: since.day, ...movementSince(since.past, { scores, state }, since.day) },
  };
}

/** What the lines of the statements tell of how sure their scores are. */
export function certaintyOf({
  review,
  statements,
}: {
  readonly review: Pick<ReviewStanding, 'state'>;
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

/** What the targets of the statements come to. Null where none has one. */
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
    'section-50': score === 1 ? SCORED_LOWEST : null,
    overdue: isOverdue ? formatDue(dueOn, today) : null,
    unsupported,
    'challenge-gap': spread && spread.difference > 0 ? describeSpread(spread) : null,
    'stale-evidence': stale.length > 0 ? describeStale(stale) : null,
    carried: status === 'not-confirmed' ? 'Carried forward and not confirmed' : null,
  };
  return FLAG_KINDS.flatMap((kind) => (found[kind] === null ? [] : [{ kind, text: found[kind] }]));
}

/** How a score compares with the one of the cycle before. Null where there are not two, or one only repeats the other. */
export function trendOf({
  score,
  earlier,
  status,
}: Pick<StatementLine, 'score' | 'earlier' | 'status'>): number | null {
  const before = earlier.at(-1) ?? null;
  if (status === 'not-confirmed') return null;
  return typeof score === 'number' && before !== null ? score - before : null;
}

/** "Up 1", "Down 2", "No change"; a dash where there is nothing to compare with. */
export function describeTrend(change: number | null): string {
  if (change === null) return '–';
  if (change === 0) return 'No change';
  return `${change > 0 ? 'Up' : 'Down'} ${Math.abs(change)}`;
}

/** What each cell of a statement's line says, wherever it stands. What is completed or signed is not due any more. */
export function describeLine(line: StatementLine) {
  const { score, target, challenges, earlier, strength, owner, dueOn, status, flags } = line;
  const before = earlier.at(-1);
  return {
    name: line.name,
    score: score === 'hidden' ? 'Hidden' : capitalise(formatStatementScore(score)),
    target: target ? describeAim(target) : '–',
    challenge: challengesBeside(score, challenges) ?? '–',
    before: before === undefined ? '–' : before === null ? 'Not scored' : String(before),
    trend: describeTrend(trendOf(line)),
    strength: STRENGTH_NAMES[strength.level],
    owner: owner ?? 'No owner',
    due: dueOn && !isDone(status) ? formatDate(dueOn) : '–',
    state: STATUS_NAMES[status],
    flags: flags.map(({ text }) => text),
  } as const;
}

/** What to improve in the evidence: the reasons of the checks that are not met. */
export function improvementsOf({ strength }: Pick<StatementLine, 'strength'>): readonly string[] {
  return unmetChecks(strength).map(({ reason }) => reason);
}

/** What the score was in the cycle before, and how far it is from there out of 100. Null in the first cycle. */
export function describeLastCycle({
  figures,
  lastCycle,
}: Pick<Dashboard, 'figures' | 'lastCycle'>): string | null {
  if (!lastCycle) return null;
  const was = `${lastCycle.name}: ${describeOutOf100(finalState(lastCycle.overall))}`;
  const change = changeSince(figures, lastCycle);
  return change === null ? `${was}.` : `${was}. ${describeTrend(change)}.`;
}

/** How much the score out of 100 is above the one of the cycle before. Null where there are not two to compare. */
function changeSince(figures: Figures | null, lastCycle: LastCycle | null): number | null {
  const [now, then] = [figures?.state.value, lastCycle?.overall];
  return now && then?.state === 'complete' ? now.score - then.score : null;
}

/** Of the statements without a score, as many as a sentence can hold. */
const MOST_NAMED = 3;

/** What would change the band: how far it is up and down, or what has to be known first. */
export function formatChange({
  result: { distance },
  state,
  scores,
}: Pick<Figures, 'result' | 'state' | 'scores'>): string {
  if (!state.value || !distance) return bandWhen(state);
  const { up, down } = distance;
  return [up && wayUp(up, scores), down && wayDown(down)].filter((sentence) => sentence !== null).join(' ');
}

function bandWhen(state: AssessmentState): string {
  const { lowest, highest } = boundsOf(state);
  if (lowest.band === highest.band) return `${formatBands(boundsOf(state))}, whatever the other scores are.`;
  if (state.isFinal) return 'There is no band, because not every statement is scored.';
  const unscored = state.unscored.filter((id) => !state.unconfirmed.includes(id));
  const named = (ids: readonly StatementId[], many: string, what: string) =>
    ids.length > MOST_NAMED
      ? `${ids.length} ${many} are ${what}`
      : `${formatList(ids.map((id) => statementOf(id).name))} ${ids.length === 1 ? 'is' : 'are'} ${what}`;
  const needed = [
    ...(unscored.length > 0 ? [named(unscored, 'more statements', 'scored')] : []),
    ...(state.unconfirmed.length > 0 ? [named(state.unconfirmed, 'statements', 'confirmed')] : []),
  ];
  return `The band can be calculated when ${formatList(needed)}.`;
}

function wayUp({ band, points, statements }: StatementBandStep, scores: Scores): string {
  const to = `To reach ${BAND_NAMES[band].toLowerCase()}:`;
  const able = STATEMENT_IDS.filter((id) => scores[id] !== HIGHEST_SCORE).length;
  if (points > 1) {
    return `${to} gain ${formatCount(points, 'point')} across at least ${formatCount(statements, 'statement')}.`;
  }
  return able === 1
    ? `${to} raise the one statement below 4 by 1.`
    : `${to} raise one of ${able} statements by 1.`;
}

function wayDown({ band, points }: StatementBandStep): string {
  return `You would drop to ${BAND_NAMES[band].toLowerCase()} if you lost ${formatCount(points, 'point')}.`;
}

type FactId = 'open' | 'strength' | 'moved' | 'lastCycle' | 'targets' | 'change';

/** How sure the score is, what moved and what would change it: one sentence each. What does not apply is left out. */
export function describeFacts(
  { statements, lastCycle }: Pick<Dashboard, 'statements' | 'lastCycle'>,
  figures: Figures,
): readonly { readonly id: FactId; readonly title: string; readonly text: string }[] {
  const { targets } = figures;
  const facts: readonly [FactId, string, string | null][] = [
    ['change', 'What would change the band', formatChange(figures)],
    ['open', 'Possible range', describeOpen(figures.state)],
    ['strength', 'Evidence strength', describeStrength(statements.map(({ strength }) => strength.level))],
    ['moved', 'Change in score', figures.moved.sentence],
    ['lastCycle', 'Last cycle', describeLastCycle({ figures, lastCycle })],
    ['targets', 'Targets', targets && describeTargets(targets.state, targets.statements)],
  ];
  return facts.flatMap(([id, title, text]) => (text === null ? [] : [{ id, title, text }]));
}

/** Whether it is signed, in a few words. */
export function describeReview({ state, version, signed }: ReviewStanding): string {
  if (state === 'proposed') return `Version ${version} sent for sign-off`;
  if (signed?.isChanged) return `Changed since version ${signed.version} was signed`;
  if (state === 'signed') return `Version ${version} is signed`;
  if (!signed) return 'Not signed yet';
  return signed.isChanged === null
    ? `Reopened since version ${signed.version} was signed`
    : `Reopened. No changes since version ${signed.version} was signed`;
}

/** What was signed last, by whom and when. Null where nothing was. */
export function describeSigned({ signed }: ReviewStanding): string | null {
  if (!signed) return null;
  const { version, by, at, result } = signed;
  return `${result ? `Signed result: ${describeResult(finalState(result))}. ` : ''}Version ${version} was signed by ${by}, ${formatDateTime(at)}.`;
}

export const DASHBOARD_COLUMNS = [
  'Part',
  'Name',
  'Score',
  'Target',
  'Challenge scores',
  'Last cycle',
  'Trend',
  'Evidence strength',
  'What to improve',
  'Evidence items',
  'Owner',
  'Due',
  'State',
  'Flags',
] as const;

/** The rows of the file: the overall result, then each theme before its statements. */
export function dashboardRows(dashboard: Dashboard): readonly (readonly (string | number)[])[] {
  const { figures, lastCycle, statements, cycle } = dashboard;
  const empty = (cells: number) => Array.from<string>({ length: cells }).fill('');
  const open = figures && describeOpen(figures.state);
  return [
    [
      'Overall',
      cycle.name,
      figures ? describeResult(figures.state) : 'Hidden',
      figures?.targets ? describeResult(figures.targets.state) : '–',
      '',
      lastCycle ? describeResult(finalState(lastCycle.overall)) : '–',
      describeTrend(changeSince(figures, lastCycle)),
      ...empty(5),
      [describeReview(dashboard.review), open ?? []].flat().join('. '),
      figures?.result.flags.map(({ message }) => message).join('; ') ?? '',
    ],
    ...THEMES.flatMap(({ id, name }) => {
      const now = figures?.result.themes.find(({ theme }) => theme === id);
      const then = lastCycle?.themes.find(({ theme }) => theme === id);
      return [
        [
          'Theme',
          name,
          now && figures ? describeTheme(now, figures.state) : 'Hidden',
          '',
          '',
          then ? describeTheme(then, { unconfirmed: [] }) : '–',
          ...empty(8),
        ],
        ...statements
          .filter(({ theme }) => theme === id)
          .map((line) => {
            const words = describeLine(line);
            return [
              line.id,
              words.name,
              words.score,
              words.target,
              words.challenge,
              words.before,
              words.trend,
              words.strength,
              improvementsOf(line).join('; '),
              line.evidenceCount,
              words.owner,
              words.due,
              words.state,
              words.flags.join('; '),
            ];
          }),
      ];
    }),
  ];
}
