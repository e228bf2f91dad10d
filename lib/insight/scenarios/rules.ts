import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type AssessmentFigures, figuresOf } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  describeResult,
  describeStanding,
  formatScore,
  type StateFacts,
  withScores,
} from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import type { Score, Scores, StatementId } from '#lib/scoring/index.ts';

/** The score a statement should reach. */
export type StatementTarget = {
  readonly score: Score;
  /** The date to reach it by, `2026-11-21`, if set. */
  readonly dueOn: CalendarDate | null;
};

/** Targets by statement, without those that have none. */
export type Targets = Readonly<Partial<Record<StatementId, StatementTarget>>>;

/** One score of a scenario. */
export type ScenarioScore = {
  readonly statement: StatementId;
  /** The score when the scenario was saved. Null: not scored. */
  readonly from: Score | null;
  readonly to: Score;
  /** What it would take to reach the score. Empty if not provided. */
  readonly needs: string;
};

/** Possible scores of an assessment, saved under a name. */
export type Scenario = {
  readonly number: number;
  readonly name: string;
  readonly version: number;
  /** In framework order. */
  readonly scores: readonly ScenarioScore[];
  readonly changed: { readonly by: string; readonly at: Date };
};

/** Characters in a scenario's name, and in the text on what one score would take. */
export const NAME_LIMIT = 100;
export const NEEDS_LIMIT = 2_000;

/** The number that fits a comparison on one page. */
export const MAX_SCENARIOS = 10;

/** Name of the form field for what a score would take. */
export const needsField = (statement: StatementId) => `needs-${statement}` as const;
export type NeedsField = ReturnType<typeof needsField>;

/** Names of the form fields for a target and its date, and for the value and version the form was opened with. */
export const targetField = (statement: StatementId) => `target-${statement}` as const;
export const targetDayField = (statement: StatementId) => `by-${statement}` as const;
export const targetOpenedField = (statement: StatementId) => `opened-${statement}` as const;
export const targetVersionField = (statement: StatementId) => `version-${statement}` as const;
/** The date for new targets that are given none. */
export const DEFAULT_DAY = 'by';
export type TargetsField =
  | ReturnType<typeof targetField>
  | ReturnType<typeof targetDayField>
  | typeof DEFAULT_DAY;
/** Hidden fields about the state the form was opened with. */
export type TargetMark = ReturnType<typeof targetOpenedField> | ReturnType<typeof targetVersionField>;

/**
 * A target and its date as one text, to compare with what the form was opened with: "3/2027-03-31", or "/" for none.
 */
export function targetFingerprint(target: string, dueOn: string): string {
  return `${target}/${dueOn}`;
}

/** Whether a statement has moved as far as the scenario's score, or further in the same direction. */
export function isScoreReached({ from, to }: Pick<ScenarioScore, 'from' | 'to'>, now: Score | null): boolean {
  if (now === null) return false;
  return from !== null && to < from ? now <= to : now >= to;
}

/** The scores under a scenario. A score that is already reached or passed stays. */
export function withScenario(scores: Scores, scenario: Pick<Scenario, 'scores'>): Scores {
  const open = scenario.scores.filter((score) => !isScoreReached(score, scores[score.statement] ?? null));
  return { ...scores, ...Object.fromEntries(open.map(({ statement, to }) => [statement, to])) };
}

/** Whether a statement has reached its target. */
export function isTargetReached({ score }: Pick<StatementTarget, 'score'>, now: Score | null): boolean {
  return now !== null && now >= score;
}

/** The scores if every target is met. A score above its target stays. */
export function withTargets(scores: Scores, targets: Targets): Scores {
  return Object.fromEntries(
    Object.entries(scores).map(([id, now]) => {
      const target = targets[id];
      return [id, target && !isTargetReached(target, now) ? target.score : now];
    }),
  );
}

/** The result if every target is met, and the number of targets. Null if there are none. */
export function targetsResult(
  assessment: StateFacts,
  targets: Targets,
): { readonly scores: Scores; readonly figures: AssessmentFigures; readonly statements: number } | null {
  const statements = Object.keys(targets).length;
  if (statements === 0) return null;
  const scores = withTargets(assessment.scores, targets);
  return { scores, figures: figuresOf(withScores(assessment, scores)), statements };
}

/** "If all 3 targets are met: 87, outstanding." */
export function describeTargets(state: AssessmentState, statements: number): string {
  const met = statements === 1 ? 'the target is met' : `all ${statements} targets are met`;
  return `If ${met}: ${describeResult(state)}.`;
}

/** The what-if scores that differ from the current ones, as a scenario saves them. Leaves out other frameworks'. */
export function changedScores(
  now: Scores,
  tried: Readonly<Partial<Record<StatementId, Score>>>,
  { statementIds }: Framework,
): readonly Omit<ScenarioScore, 'needs'>[] {
  return statementIds.flatMap((statement) => {
    const [from, to] = [now[statement] ?? null, tried[statement]];
    return to === undefined || to === from ? [] : [{ statement, from, to }];
  });
}

/** "Assessing needs from 2 to 3", "Safeguarding from not scored to 3". */
export function describeScoreChange({ statement, from, to }: Omit<ScenarioScore, 'needs'>): string {
  return `${knownStatement(statement).name} from ${from ?? 'not scored'} to ${to}`;
}

/** A scenario's changes in one line. */
export function describeMoves(scores: readonly Omit<ScenarioScore, 'needs'>[]): string {
  return formatList(scores.map(describeScoreChange));
}

type Content = Pick<Scenario, 'scores'>;

/** The scores of a scenario after saving what-if scores over it. Texts stay with their statements. */
export function mergeScores(
  { scores }: Content,
  now: Scores,
  tried: Readonly<Partial<Record<StatementId, Score>>>,
  framework: Framework,
): readonly ScenarioScore[] {
  return framework.statementIds.flatMap((statement): readonly ScenarioScore[] => {
    const was = scores.find((score) => score.statement === statement);
    // An unchanged score stays as it was saved, even if the council has reached it since.
    if (was && was.to === tried[statement]) return [was];
    const [score] = changedScores(now, { [statement]: tried[statement] }, framework);
    return score ? [{ ...score, needs: was?.needs ?? '' }] : [];
  });
}

/** Statements whose texts a change of scores would delete. */
export function lostTexts(before: Content, after: Content): readonly StatementId[] {
  const lost = before.scores.filter(
    ({ statement, needs }) => needs !== '' && !after.scores.some((score) => score.statement === statement),
  );
  return lost.map(({ statement }) => statement);
}

/** A warning about texts that will be deleted. Empty if there are none. */
export function describeLost(statements: readonly StatementId[]): string {
  if (statements.length === 0) return '';
  return `Your notes on what it would take for ${formatList(statements.map((id) => knownStatement(id).name))} will be deleted with the score.`;
}

/** The state of a target. It is overdue from the day after its date. */
function targetState(
  { score, dueOn }: StatementTarget,
  now: Score | null,
  today: string,
): 'reached' | 'overdue' | 'open' {
  if (isTargetReached({ score }, now)) return 'reached';
  return dueOn !== null && dueOn < today ? 'overdue' : 'open';
}

/** "3 by 31 March 2027". */
export function describeAim({ score, dueOn }: StatementTarget): string {
  return dueOn ? `${score} by ${formatDate(dueOn)}` : String(score);
}

/** "Target 3 by 31 March 2027", with "reached" or "overdue" if so. */
export function describeStatementTarget(target: StatementTarget, now: Score | null, today: string): string {
  const words = `Target ${describeAim(target)}`;
  const state = targetState(target, now, today);
  return state === 'open' ? words : `${words}: ${state}`;
}

/** "Now 2, some shortfalls", or shorter with a state: "Now 4: reached", "Now 2: overdue". */
export function describeNow(
  statement: StatementId,
  target: StatementTarget | undefined,
  now: Score | null,
  today: string,
): string {
  const state = target && targetState(target, now, today);
  return state && state !== 'open'
    ? `Now ${now ?? 'not scored'}: ${state}`
    : now === null
      ? 'Not scored yet'
      : `Now ${formatStatementScore(now, statement)}`;
}

/** A column of the comparison: current scores, targets or a scenario. */
export type ComparisonColumn = {
  readonly key: string;
  readonly name: string;
  readonly scores: Scores;
  readonly figures: AssessmentFigures;
};

/** Current scores, then targets if any, then each scenario. Null while scores are hidden. */
export function compareScenarios(view: {
  readonly assessment: { readonly facts: StateFacts | null };
  readonly targets: StoredScores | null;
  readonly scenarios: readonly Scenario[] | null;
}): readonly ComparisonColumn[] | null {
  const { facts } = view.assessment;
  if (!facts || !view.targets || !view.scenarios) return null;
  const compared = (key: string, name: string, scores: Scores): ComparisonColumn => ({
    key,
    name,
    scores,
    figures: figuresOf(withScores(facts, scores)),
  });
  const aimed = targetsResult(facts, currentTargets(view.targets));
  return [
    compared('now', 'Now', facts.scores),
    ...(aimed ? [{ key: 'targets', name: 'Targets', scores: aimed.scores, figures: aimed.figures }] : []),
    ...view.scenarios.map((scenario) =>
      compared(String(scenario.number), scenario.name, withScenario(facts.scores, scenario)),
    ),
  ];
}

/** A row of the comparison: its heading and a cell for each column. */
export type ComparisonRow = readonly [string, ...string[]];

/** The column headings of the exported file. */
export function comparisonColumns(compared: readonly ComparisonColumn[]): readonly string[] {
  return ['Figure or statement', ...compared.map(({ name }) => name)];
}

/** The rows of the comparison, on the page and in the file. Scores that differ from the current ones show both. */
export function comparisonRows(compared: readonly ComparisonColumn[]): readonly ComparisonRow[] {
  const line = (heading: string, cell: (one: ComparisonColumn) => string): ComparisonRow => [
    heading,
    ...compared.map(cell),
  ];
  const [now] = compared;
  if (!now) return [];
  const { statements, notice } = frameworkOf(now.figures.state.framework);
  return [
    line('Score', ({ figures: { state } }) => formatScore(state)),
    line('Band', ({ figures: { state } }) => describeStanding(state)),
    ...(notice
      ? [
          line('Flags', ({ figures: { flags } }) =>
            flags.length === 0
              ? 'None'
              : `Scored ${notice.score}: ${formatList(flags.flatMap((flag) => flag.statements.map((id) => knownStatement(id).name)))}`,
          ),
        ]
      : []),
    ...statements.map(({ id, name }) =>
      line(name, ({ scores }) => {
        const [score, before] = [scores[id], now.scores[id] ?? null];
        if (score === before) return score === null ? 'Not scored' : String(score);
        return `${score} (now ${before ?? 'not scored'})`;
      }),
    ),
  ];
}

type StoredScores = Readonly<
  Partial<Record<StatementId, { readonly score: Score | null; readonly dueOn: CalendarDate | null }>>
>;

const NO_TARGET = { score: null, dueOn: null };

/** The targets among stored rows, leaving out those removed. */
export function currentTargets(held: StoredScores): Targets {
  return Object.fromEntries(
    Object.entries(held).flatMap(([id, { score, dueOn } = NO_TARGET]) =>
      score === null ? [] : [[id, { score, dueOn }]],
    ),
  );
}
