import 'server-only';
import { type ScenarioFacts, scenarioWords } from '#lib/insight/scenarios/events.ts';
import {
  type HeldTargets,
  heldTargets,
  type ScenariosView,
  scenariosIn,
  scenariosOf,
} from '#lib/insight/scenarios/queries.ts';
import {
  lostTexts,
  MOST_SCENARIOS,
  mergeScores,
  needsField,
  type Scenario,
  type ScenarioScore,
  type StatementTarget,
  scoresTried,
} from '#lib/insight/scenarios/rules.ts';
import type {
  ChangeScores,
  DescribeScenario,
  RemoveScenario,
  SaveScenario,
  SetTargets,
} from '#lib/insight/scenarios/schema.ts';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { hiddenScores } from '#lib/record/challenge/queries.ts';
import { type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';

/** Nothing can be saved: the assessment is closed, or its scores are hidden from this person. */
type NotNow = { readonly outcome: 'closed' | 'hidden' };

type Held = { readonly scores: Scores; readonly scenarios: readonly Scenario[] };

/**
 * Loads the scores and scenarios of the open assessment under a lock, so that one writer at a time checks names,
 * assigns numbers and compares versions.
 */
async function loadLocked(db: CouncilWrite, assessment: string): Promise<Held | NotNow> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    select id from assessments
     where council_id = ${councilId}::uuid and id = ${assessment}::uuid and status = 'open'
       for no key update`;
  if (!open) return { outcome: 'closed' };
  if ((await hiddenScores(db, assessment)).length > 0) return { outcome: 'hidden' };
  const rows = await tx.$queryRaw<{ statement: StatementId; score: Score | null }[]>`
    select statement, score from statement_assessments
     where council_id = ${councilId}::uuid and assessment_id = ${assessment}::uuid`;
  return {
    scores: Object.fromEntries(rows.map(({ statement, score }) => [statement, score])) as Scores,
    scenarios: await scenariosOf(db, assessment),
  };
}

export type SaveScenarioResult =
  | NotNow
  | { readonly outcome: 'saved' | 'already saved' | 'name taken'; readonly number: number }
  /** No score differs from the current one, or the limit of scenarios is reached. */
  | { readonly outcome: 'no other score' | 'too many' };

/** Saves the scores that differ from the current ones as a scenario. The same form sent again saves nothing. */
export function saveScenario(context: CouncilContext, input: SaveScenario): Promise<SaveScenarioResult> {
  return auditedWrite<SaveScenarioResult>(context, 'scenario:save', async (db) => {
    const { tx } = db;
    const { assessment, name } = input;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const scores = scoresTried(held.scores, input.scores).map((score) => ({ ...score, needs: '' }));
    const same = named(held.scenarios, name);
    if (same) {
      const outcome = movesOf(same.scores) === movesOf(scores) ? 'already saved' : 'name taken';
      return unchanged({ outcome, number: same.number });
    }
    if (scores.length === 0) return unchanged({ outcome: 'no other score' });
    if (held.scenarios.length >= MOST_SCENARIOS) return unchanged({ outcome: 'too many' });
    const councilId = context.council.id;
    const { scenariosMade: number } = await tx.assessment.update({
      where: { councilId_id: { councilId, id: assessment } },
      data: { scenariosMade: { increment: 1 } },
      select: { scenariosMade: true },
    });
    const [by, at] = [context.person.id, context.now()];
    const key = { councilId, assessmentId: assessment, number };
    await tx.scenario.create({
      data: { ...key, name, madeById: by, madeAt: at, changedById: by, changedAt: at },
      select: { number: true },
    });
    await addScores(tx, key, scores);
    return {
      result: { outcome: 'saved', number },
      event: {
        type: 'scenario.saved',
        subject: subjectOf(number),
        data: {
          assessmentId: assessment,
          ...factsOf({ name, scores }),
          salt: newSalt(),
          words: hashWords(scenarioWords(scores)),
        },
      },
    };
  });
}

type ScenarioConflict = {
  readonly outcome: 'conflict';
  readonly latest: Scenario;
  readonly lost: readonly StatementId[];
};
type ChangeResult =
  | NotNow
  | { readonly outcome: 'changed' | 'unchanged' | 'not found' }
  /** Someone changed it after the form was opened. `lost`: statements whose texts this save would delete. */
  | ScenarioConflict;

export type ChangeScoresResult = ChangeResult | { readonly outcome: 'no other score' };

export type DescribeScenarioResult =
  | ChangeResult
  | { readonly outcome: 'name taken'; readonly number: number }
  /** Texts for statements that are not in the scenario, so nothing could hold them. */
  | { readonly outcome: 'left out'; readonly lost: readonly StatementId[] };

/** Replaces the scores of a scenario. A statement that stays in it keeps its text. */
export function changeScores(context: CouncilContext, input: ChangeScores): Promise<ChangeScoresResult> {
  return changed<ChangeScoresResult>(context, input, async (before, held) => {
    const scores = mergeScores(before, held.scores, input.scores);
    return scores.length === 0 ? { outcome: 'no other score' } : { name: before.name, scores };
  });
}

/** Sets a scenario's name and what each score would take. Saves every text sent, or none. */
export function describeScenario(
  context: CouncilContext,
  input: DescribeScenario,
): Promise<DescribeScenarioResult> {
  return changed<DescribeScenarioResult>(context, input, async (before, { scenarios }) => {
    const lost = STATEMENT_IDS.filter(
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
      : named(others, input.name);
    if (same) return { outcome: 'name taken', number: same.number };
    const scores = before.scores.map((score) => ({
      ...score,
      needs: input[needsField(score.statement)] ?? score.needs,
    }));
    return { name: input.name, scores };
  });
}

type Content = Pick<Scenario, 'name' | 'scores'>;

/** Changes a scenario, based on the version in the form. The same content changes nothing. */
function changed<Result extends { readonly outcome: string }>(
  context: CouncilContext,
  { assessment, number, version }: { assessment: string; number: number; version: number },
  change: (before: Scenario, held: Held) => Promise<Content | Result>,
): Promise<ChangeResult | Result> {
  return auditedWrite<ChangeResult | Result>(context, 'scenario:save', async (db) => {
    const { tx } = db;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const before = held.scenarios.find((one) => one.number === number);
    if (!before) return unchanged({ outcome: 'not found' });
    const after = await change(before, held);
    if ('outcome' in after) return unchanged(after);
    if (contentOf(before) === contentOf(after)) return unchanged({ outcome: 'unchanged' });
    if (before.version !== version) {
      return unchanged({ outcome: 'conflict', latest: before, lost: lostTexts(before, after) });
    }
    const key = { councilId: context.council.id, assessmentId: assessment, number };
    await tx.scenario.update({
      where: { councilId_assessmentId_number: key },
      data: {
        name: after.name,
        version: { increment: 1 },
        changedById: context.person.id,
        changedAt: context.now(),
      },
      select: { number: true },
    });
    await removeScores(tx, key);
    await addScores(tx, key, after.scores);
    return {
      result: { outcome: 'changed' },
      event: {
        type: 'scenario.changed',
        subject: subjectOf(number),
        data: {
          assessmentId: assessment,
          before: factsOf(before),
          after: factsOf(after),
          salt: newSalt(),
          words: hashWords(scenarioWords(after.scores)),
        },
      },
    };
  });
}

export type RemoveScenarioResult =
  | NotNow
  | { readonly outcome: 'removed' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: Scenario };

/** Removes a scenario if it is the version the person saw. Its number is not used again. */
export function removeScenario(
  context: CouncilContext,
  { assessment, number, version }: RemoveScenario,
): Promise<RemoveScenarioResult> {
  return auditedWrite<RemoveScenarioResult>(context, 'scenario:save', async (db) => {
    const { tx } = db;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const before = held.scenarios.find((one) => one.number === number);
    if (!before) return unchanged({ outcome: 'not found' });
    if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    const key = { councilId: context.council.id, assessmentId: assessment, number };
    await removeScores(tx, key);
    await tx.scenario.delete({ where: { councilId_assessmentId_number: key }, select: { number: true } });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'scenario.removed',
        subject: subjectOf(number),
        data: { assessmentId: assessment, ...factsOf(before), salt: newSalt() },
      },
    };
  });
}

export type SetTargetsResult =
  | NotNow
  | { readonly outcome: 'set' | 'unchanged' }
  /** Someone set another target for these statements after the form was opened. Nothing is saved. */
  | {
      readonly outcome: 'conflict';
      readonly statements: readonly StatementId[];
      readonly targets: HeldTargets;
    };

/** Saves every target changed in the form, or none. */
export function setTargets(
  context: CouncilContext,
  { assessment, targets }: SetTargets,
): Promise<SetTargetsResult> {
  return auditedWrite<SetTargetsResult>(context, 'target:set', async (db) => {
    const { tx } = db;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const before = await heldTargets(db, assessment);
    const changes = targets.filter(
      ({ statement, score, dueOn }) =>
        score !== (before[statement]?.score ?? null) || dueOn !== (before[statement]?.dueOn ?? null),
    );
    if (changes.length === 0) return unchanged({ outcome: 'unchanged' });
    const latest = changes.filter(({ statement, version }) => version !== (before[statement]?.version ?? 0));
    if (latest.length > 0) {
      const statements = latest.map(({ statement }) => statement);
      return unchanged({ outcome: 'conflict', statements, targets: before });
    }
    for (const { statement, score, dueOn } of changes) {
      const key = { councilId: context.council.id, assessmentId: assessment, statement };
      const row = {
        score,
        dueOn: dueOn && dateToColumn(dueOn),
        setById: context.person.id,
        setAt: context.now(),
      };
      await tx.statementTarget.upsert({
        where: { councilId_assessmentId_statement: key },
        create: { ...key, ...row },
        update: { ...row, version: { increment: 1 } },
        select: { version: true },
      });
    }
    return {
      result: { outcome: 'set' },
      event: changes.map(({ statement, score, dueOn }) => ({
        type: 'target.set',
        subject: statement,
        data: {
          assessmentId: assessment,
          before: targetFacts(before[statement]),
          after: targetFacts({ score, dueOn }),
          salt: newSalt(),
        },
      })),
    };
  });
}

/** Exports the comparison and records the export. Null when no assessment is open or scores are hidden. */
export function exportScenarios(context: CouncilContext): Promise<ScenariosView | null> {
  return auditedExport<ScenariosView | null>(context, 'assessment:view', async (db) => {
    const view = await scenariosIn(db);
    if (!view?.scenarios) return unchanged(null);
    return {
      result: view,
      event: {
        type: 'scenarios.exported',
        subject: view.assessment.id,
        data: { count: view.scenarios.length },
      },
    };
  });
}

type ScenarioKey = { readonly councilId: string; readonly assessmentId: string; readonly number: number };

async function addScores(
  tx: Transaction,
  { councilId, assessmentId, number }: ScenarioKey,
  scores: readonly ScenarioScore[],
): Promise<void> {
  await tx.scenarioScore.createMany({
    data: scores.map(({ statement, from, to, needs }) => ({
      councilId,
      assessmentId,
      scenario: number,
      statement,
      fromScore: from,
      score: to,
      needs,
    })),
  });
}

async function removeScores(
  tx: Transaction,
  { councilId, assessmentId, number }: ScenarioKey,
): Promise<void> {
  await tx.scenarioScore.deleteMany({ where: { councilId, assessmentId, scenario: number } });
}

/** A scenario with the same name, by a rule stricter than the database's case-insensitive unique index. */
function named(scenarios: readonly Scenario[], name: string): Scenario | undefined {
  return scenarios.find((one) => isSameName(one.name, name));
}

const subjectOf = (number: number) => `scenario-${number}`;

function movesOf(scores: readonly ScenarioScore[]): string {
  return STATEMENT_IDS.map((id) => scores.find(({ statement }) => statement === id)?.to ?? '-').join('');
}

function contentOf({ name, scores }: Content): string {
  return JSON.stringify([name, scores.map(({ statement, from, to, needs }) => [statement, from, to, needs])]);
}

function factsOf({ name, scores }: Content): ScenarioFacts {
  return {
    name,
    scores: scores.map(({ needs, ...score }) => ({ ...score, characters: needs.length })),
  };
}

function targetFacts(
  target: { readonly score: Score | null; readonly dueOn: CalendarDate | null } | undefined,
): StatementTarget | null {
  return target?.score ? { score: target.score, dueOn: target.dueOn } : null;
}
