import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import { loadScenarios, loadTargets } from '#lib/insight/scenarios/queries.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadFramework, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { findingsOf } from '#lib/record/findings/queries.ts';
import type { Level } from '#lib/record/findings/rules.ts';
import { actionsOf } from '#lib/record/improvement/queries.ts';
import { ACTION_OWNER_ROLES, type Aim, type ImprovementAction } from '#lib/record/improvement/rules.ts';
import { loadMembers } from '#lib/record/inspections/queries.ts';
import { loadMeasuresOfTopics } from '#lib/record/measures/queries.ts';
import type { Score, Scores, StatementId } from '#lib/scoring/index.ts';

type Choice = { readonly value: string; readonly label: string };

/** What a new action starts from. */
export type ActionSource = {
  readonly finding: number | null;
  readonly statement: StatementId | null;
  readonly score: Score | null;
  readonly scenario: number | null;
};

/** What the form of a new action is filled in with. */
export type ActionPrefill = {
  readonly aims: readonly Aim[];
  readonly dueOn: CalendarDate | null;
  readonly findings: readonly number[];
  readonly priority: Level | null;
  readonly outcome: string;
  /** What it comes from, as a sentence. Null: nothing. */
  readonly says: string | null;
};

export type ActionToSave = {
  /** Null: a new one. */
  readonly action: ImprovementAction | null;
  readonly prefill: ActionPrefill;
  readonly owners: readonly Choice[];
  readonly measures: readonly Choice[];
  readonly framework: Framework;
  /** The present scores. Null: no assessment is open. */
  readonly scores: Scores | null;
};

const NOTHING: ActionPrefill = {
  ...{ aims: [], dueOn: null, findings: [], priority: null, outcome: '', says: null },
};

/** An action to change, or with null what a new one needs. Null: the plan has none of that number. */
export async function getActionToSave(
  context: CouncilContext,
  number: number | null,
  source: ActionSource,
): Promise<ActionToSave | null> {
  requirePermission(context, 'improvement:edit');
  return read(context, async (db) => {
    const [action] = number === null ? [null] : await actionsOf(db, number);
    if (action === undefined) return null;
    const measures = await loadMeasuresOfTopics(db);
    return {
      action,
      prefill: action ? NOTHING : await prefillFrom(db, source),
      owners: await loadMembers(db, ACTION_OWNER_ROLES),
      measures: measures.map(({ key, name }) => ({ value: key, label: name })),
      framework: await loadFramework(db),
      scores: (await loadOpenAssessment(db))?.scores ?? null,
    };
  });
}

async function prefillFrom(
  db: CouncilRead,
  { finding, statement, score, scenario }: ActionSource,
): Promise<ActionPrefill> {
  if (finding !== null) return fromFinding(db, finding);
  const assessment = await loadOpenAssessment(db);
  if (scenario !== null && assessment) {
    const [found] = await loadScenarios(db, assessment.id, scenario);
    const scores = found?.scores.filter((one) => statement === null || one.statement === statement) ?? [];
    if (!found || scores.length === 0) return NOTHING;
    return {
      ...NOTHING,
      aims: scores.map((one) => ({ statement: one.statement, score: one.to })),
      outcome: scores
        .map(({ needs }) => needs)
        .filter(Boolean)
        .join('\n\n'),
      says: `Filled in from the scenario “${found.name}”.`,
    };
  }
  if (statement === null) return NOTHING;
  const target = assessment && (await loadTargets(db, assessment.id))[statement];
  const isTarget = target !== null && target !== undefined && target.score === score;
  return {
    ...NOTHING,
    aims: [{ statement, score }],
    dueOn: isTarget ? target.dueOn : null,
    says: isTarget ? 'Filled in from the target of the statement.' : null,
  };
}

async function fromFinding(db: CouncilRead, number: number): Promise<ActionPrefill> {
  const [found] = await findingsOf(db, number);
  if (!found) return NOTHING;
  const { text, statement, severity } = found;
  return {
    ...NOTHING,
    aims: statement === null ? [] : [{ statement, score: null }],
    findings: [number],
    priority: severity,
    says: `Answers finding ${number}: ${excerpt(text)}`,
  };
}
