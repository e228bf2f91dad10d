import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  type ChangeDecision,
  type ChangeRefusal,
  type DescriptionRefusal,
  decideDescription,
  decideNewScenario,
  decideScores,
  decideTargets,
  type LockedScenarios,
  type NewScenarioRefusal,
  type NoScoreChange,
  type ScenarioContent,
  type TargetsRefusal,
} from '#lib/insight/scenarios/decisions.ts';
import { type ScenarioFacts, scenarioWords } from '#lib/insight/scenarios/events.ts';
import {
  loadScenarios,
  loadScenariosView,
  loadStoredTargets,
  type ScenariosView,
} from '#lib/insight/scenarios/queries.ts';
import type { Scenario, ScenarioScore, StatementTarget } from '#lib/insight/scenarios/rules.ts';
import type {
  ChangeScores,
  DescribeScenario,
  RemoveScenario,
  SaveScenario,
  SetTargets,
} from '#lib/insight/scenarios/schema.ts';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** Nothing can be saved: the assessment is closed, or its scores are hidden from this person. */
type NotNow = { readonly outcome: 'closed' | 'hidden' };

/**
 * Loads the scores and scenarios of the open assessment under a lock, so that one writer at a time checks names,
 * assigns numbers and compares versions.
 */
async function loadLocked(db: CouncilWrite, assessment: string): Promise<LockedScenarios | NotNow> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const [open] = await tx.$queryRaw<{ framework: string }[]>`
    select framework from assessments
     where council_id = ${councilId}::uuid and id = ${assessment}::uuid and status = 'open'
       for no key update`;
  if (!open) return { outcome: 'closed' };
  if ((await loadHiddenStatements(db, assessment)).length > 0) return { outcome: 'hidden' };
  const rows = await tx.$queryRaw<{ statement: StatementId; score: Score | null }[]>`
    select statement, score from statement_assessments
     where council_id = ${councilId}::uuid and assessment_id = ${assessment}::uuid`;
  return {
    framework: frameworkOf(open.framework),
    scores: Object.fromEntries(rows.map(({ statement, score }) => [statement, score])),
    scenarios: await loadScenarios(db, assessment),
  };
}

export type SaveScenarioResult =
  | NotNow
  | { readonly outcome: 'saved'; readonly number: number }
  | NewScenarioRefusal;

/** Saves the scores that differ from the current ones as a scenario. The same form sent again saves nothing. */
export function saveScenario(context: CouncilContext, input: SaveScenario): Promise<SaveScenarioResult> {
  return auditedWrite<SaveScenarioResult>(context, 'scenario:save', async (db) => {
    const { tx } = db;
    const { assessment, name } = input;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const decision = decideNewScenario(input, held);
    if (decision.outcome !== 'save') return unchanged(decision);
    const { scores } = decision;
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

type ChangeResult = NotNow | { readonly outcome: 'changed' | 'not found' } | ChangeRefusal;

export type ChangeScoresResult = ChangeResult | NoScoreChange;

export type DescribeScenarioResult = ChangeResult | DescriptionRefusal;

/** Replaces the scores of a scenario. A statement that stays in it keeps its text. */
export function changeScores(context: CouncilContext, input: ChangeScores): Promise<ChangeScoresResult> {
  return changeScenario<NoScoreChange>(context, input, (before, held) => decideScores(before, input, held));
}

/** Sets a scenario's name and what each score would take. Saves every text sent, or none. */
export function describeScenario(
  context: CouncilContext,
  input: DescribeScenario,
): Promise<DescribeScenarioResult> {
  return changeScenario<DescriptionRefusal>(context, input, (before, { scenarios }) =>
    decideDescription(before, input, scenarios),
  );
}

/** Changes a scenario as `decide` says of the one that stands. */
function changeScenario<Refusal extends NoScoreChange | DescriptionRefusal>(
  context: CouncilContext,
  { assessment, number }: { readonly assessment: string; readonly number: number },
  decide: (before: Scenario, held: LockedScenarios) => ChangeDecision | Refusal,
): Promise<ChangeResult | Refusal> {
  return auditedWrite<ChangeResult | Refusal>(context, 'scenario:save', async (db) => {
    const { tx } = db;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const before = held.scenarios.find((one) => one.number === number);
    if (!before) return unchanged({ outcome: 'not found' });
    const decision = decide(before, held);
    if (decision.outcome !== 'save') return unchanged(decision);
    const { after } = decision;
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

export type SetTargetsResult = NotNow | { readonly outcome: 'set' } | TargetsRefusal;

/** Saves every target changed in the form, or none. */
export function setTargets(
  context: CouncilContext,
  { assessment, targets }: SetTargets,
): Promise<SetTargetsResult> {
  return auditedWrite<SetTargetsResult>(context, 'target:set', async (db) => {
    const { tx } = db;
    const held = await loadLocked(db, assessment);
    if ('outcome' in held) return unchanged(held);
    const before = await loadStoredTargets(db, assessment);
    const decision = decideTargets(targets, before, held.framework);
    if (decision.outcome !== 'set') return unchanged(decision);
    const { changes } = decision;
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
    const [first, ...others] = changes.map(({ statement, score, dueOn }) => ({
      type: 'target.set' as const,
      subject: statement,
      data: {
        assessmentId: assessment,
        before: targetFacts(before[statement]),
        after: targetFacts({ score, dueOn }),
        salt: newSalt(),
      },
    }));
    if (!first) return unchanged({ outcome: 'unchanged' });
    return { result: { outcome: 'set' }, event: [first, ...others] };
  });
}

/** Exports the comparison and records the export. Null when no assessment is open or scores are hidden. */
export function exportScenarios(context: CouncilContext): Promise<ScenariosView | null> {
  return auditedExport<ScenariosView | null>(context, 'assessment:view', async (db) => {
    const view = await loadScenariosView(db);
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

const subjectOf = (number: number) => `scenario-${number}`;

function factsOf({ name, scores }: ScenarioContent): ScenarioFacts {
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
