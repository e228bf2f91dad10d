import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import type { StoredTargets } from '#lib/insight/scenarios/queries.ts';
import {
  changedScores,
  lostTexts,
  MAX_SCENARIOS,
  mergeScores,
  needsField,
  type Scenario,
  type ScenarioScore,
} from '#lib/insight/scenarios/rules.ts';
import type {
  ChangeScores,
  DescribeScenario,
  SaveScenario,
  SetTargets,
} from '#lib/insight/scenarios/schema.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import type { Scores, StatementId } from '#lib/scoring/index.ts';

/** The scores and scenarios of the open assessment. */
export type LockedScenarios = {
  readonly framework: Framework;
  readonly scores: Scores;
  readonly scenarios: readonly Scenario[];
};

export type ScenarioContent = Pick<Scenario, 'name' | 'scores'>;

/** No score differs from the current one. */
export type NoScoreChange = { readonly outcome: 'no score change' };

export type NewScenarioRefusal =
  | { readonly outcome: 'already saved' | 'name taken'; readonly number: number }
  | NoScoreChange
  /** The limit of scenarios is reached. */
  | { readonly outcome: 'too many' };

/** What to do with scores that a person tried: to save those that differ from the current ones, or nothing. */
export function decideNewScenario(
  input: SaveScenario,
  held: LockedScenarios,
): NewScenarioRefusal | { readonly outcome: 'save'; readonly scores: readonly ScenarioScore[] } {
  const scores = changedScores(held.scores, input.scores, held.framework).map((score) => ({
    ...score,
    needs: '',
  }));
  const same = findNamed(held.scenarios, input.name);
  if (same) {
    const outcome = movesOf(same.scores) === movesOf(scores) ? 'already saved' : 'name taken';
    return { outcome, number: same.number };
  }
  if (scores.length === 0) return { outcome: 'no score change' };
  if (held.scenarios.length >= MAX_SCENARIOS) return { outcome: 'too many' };
  return { outcome: 'save', scores };
}

export type ChangeRefusal =
  | { readonly outcome: 'unchanged' }
  /** Someone changed it after the form was opened. `lost`: statements whose texts this save would delete. */
  | { readonly outcome: 'conflict'; readonly latest: Scenario; readonly lost: readonly StatementId[] };

export type ChangeDecision = ChangeRefusal | { readonly outcome: 'save'; readonly after: ScenarioContent };

/** What to do with other scores for a scenario. A statement that stays in it keeps its text. */
export function decideScores(
  before: Scenario,
  { scores: tried, version }: ChangeScores,
  { scores: current, framework }: Pick<LockedScenarios, 'scores' | 'framework'>,
): ChangeDecision | NoScoreChange {
  const scores = mergeScores(before, current, tried, framework);
  if (scores.length === 0) return { outcome: 'no score change' };
  return decideChange(before, { name: before.name, scores }, version);
}

export type DescriptionRefusal =
  | { readonly outcome: 'name taken'; readonly number: number }
  /** Texts for statements that are not in the scenario, so nothing could hold them. */
  | { readonly outcome: 'left out'; readonly lost: readonly StatementId[] };

/** What to do with a scenario's name and texts: to save every one, or none. */
export function decideDescription(
  before: Scenario,
  input: DescribeScenario,
  scenarios: readonly Scenario[],
): ChangeDecision | DescriptionRefusal {
  const lost = knownStatementIds().filter(
    (id) => input[needsField(id)] && !before.scores.some(({ statement }) => statement === id),
  );
  if (lost.length > 0) {
    return before.version === input.version
      ? { outcome: 'left out', lost }
      : { outcome: 'conflict', latest: before, lost };
  }
  const others = scenarios.filter(({ number }) => number !== before.number);
  // Two older names may look the same: each scenario may keep its own.
  const same = isSameName(before.name, input.name)
    ? others.find(({ name }) => name.toLowerCase() === input.name.toLowerCase())
    : findNamed(others, input.name);
  if (same) return { outcome: 'name taken', number: same.number };
  const scores = before.scores.map((score) => ({
    ...score,
    needs: input[needsField(score.statement)] ?? score.needs,
  }));
  return decideChange(before, { name: input.name, scores }, input.version);
}

/** The same content changes nothing, whatever version it was based on. */
function decideChange(before: Scenario, after: ScenarioContent, version: number): ChangeDecision {
  if (contentOf(before) === contentOf(after)) return { outcome: 'unchanged' };
  if (before.version === version) return { outcome: 'save', after };
  return { outcome: 'conflict', latest: before, lost: lostTexts(before, after) };
}

export type TargetsRefusal =
  | { readonly outcome: 'unchanged' }
  /** Someone set another target for these statements after the form was opened. Nothing is saved. */
  | {
      readonly outcome: 'conflict';
      readonly statements: readonly StatementId[];
      readonly targets: StoredTargets;
    };

/** What to do with the targets of a form: to save every one that changes, or none. Leaves out other frameworks'. */
export function decideTargets(
  targets: SetTargets['targets'],
  before: StoredTargets,
  { statementIds }: Framework,
): TargetsRefusal | { readonly outcome: 'set'; readonly changes: SetTargets['targets'] } {
  const changes = targets.filter(
    ({ statement, score, dueOn }) =>
      statementIds.includes(statement) &&
      (score !== (before[statement]?.score ?? null) || dueOn !== (before[statement]?.dueOn ?? null)),
  );
  if (changes.length === 0) return { outcome: 'unchanged' };
  const statements = changes
    .filter(({ statement, version }) => version !== (before[statement]?.version ?? 0))
    .map(({ statement }) => statement);
  if (statements.length > 0) return { outcome: 'conflict', statements, targets: before };
  return { outcome: 'set', changes };
}

/** A scenario with the same name, by a rule stricter than the database's case-insensitive unique index. */
function findNamed(scenarios: readonly Scenario[], name: string): Scenario | undefined {
  return scenarios.find((one) => isSameName(one.name, name));
}

function movesOf(scores: readonly ScenarioScore[]): string {
  return scores
    .map(({ statement, to }) => `${statement} ${to}`)
    .toSorted()
    .join();
}

function contentOf({ name, scores }: ScenarioContent): string {
  return JSON.stringify([name, scores.map(({ statement, from, to, needs }) => [statement, from, to, needs])]);
}
