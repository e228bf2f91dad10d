import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import { loadReadiness, type ReadinessView } from '#lib/insight/readiness/queries.ts';
import type { Scenario, Targets } from '#lib/insight/scenarios/rules.ts';
import { type CalendarDate, dateFromColumn } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** The targets of an assessment. Does not check who may see them. */
export function loadTargets(db: CouncilRead, assessmentId: string): Promise<Targets> {
  return cacheByAuditHead(db, { name: 'targets', of: assessmentId }, () => targetsNow(db, assessmentId));
}

async function targetsNow({ tx, context }: CouncilRead, assessmentId: string): Promise<Targets> {
  const rows = await tx.statementTarget.findMany({
    where: { councilId: context.council.id, assessmentId, score: { not: null } },
    select: { statement: true, score: true, dueOn: true },
    orderBy: { statement: 'asc' },
  });
  return Object.fromEntries(
    rows.map(({ statement, score, dueOn }) => [
      statement as StatementId,
      { score: score as Score, dueOn: dueOn && dateFromColumn(dueOn) },
    ]),
  );
}

/** A statement's target as its form needs it. A removed target has a null score. */
export type StoredTarget = {
  readonly score: Score | null;
  readonly dueOn: CalendarDate | null;
  readonly version: number;
  readonly by: string;
  readonly at: Date;
};

/** By statement, without those that never had a target. */
export type StoredTargets = Readonly<Partial<Record<StatementId, StoredTarget>>>;

type StoredRow = Omit<StoredTarget, 'dueOn'> & {
  readonly statement: StatementId;
  readonly due_on: CalendarDate | null;
};

/** Does not check who may see them. */
export async function loadStoredTargets(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<StoredTargets> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    select t.statement, t.score, t.due_on::text, t.version, p.name as by, t.set_at as at
      from statement_targets t
      join people p on p.id = t.set_by_id
     where t.council_id = ${context.council.id}::uuid and t.assessment_id = ${assessmentId}::uuid
     order by t.statement`;
  return Object.fromEntries(
    rows.map(({ statement, due_on: dueOn, ...target }) => [statement, { ...target, dueOn }]),
  );
}

type ScenarioRow = {
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly by: string;
  readonly at: Date;
  readonly scores: Scenario['scores'];
};

/** The scenarios of an assessment, or the one with this number. Does not check who may see them. */
export async function loadScenarios(
  { tx, context }: CouncilRead,
  assessmentId: string,
  number: number | null = null,
): Promise<readonly Scenario[]> {
  const rows = await tx.$queryRaw<ScenarioRow[]>`
    select s.number, s.name, s.version, p.name as by, s.changed_at as at,
           coalesce((
             select jsonb_agg(jsonb_build_object('statement', c.statement, 'from', c.from_score, 'to', c.score,
                                                 'needs', c.needs) order by c.statement)
               from scenario_scores c
              where c.council_id = s.council_id and c.assessment_id = s.assessment_id and c.scenario = s.number
           ), '[]') as scores
      from scenarios s
      join people p on p.id = s.changed_by_id
     where s.council_id = ${context.council.id}::uuid and s.assessment_id = ${assessmentId}::uuid
       and (${number}::int is null or s.number = ${number}::int)
     order by s.number`;
  return rows.map(({ by, at, scores, ...scenario }) => ({
    ...scenario,
    scores: inFrameworkOrder(scores),
    changed: { by, at },
  }));
}

export type ScenariosView = {
  readonly assessment: AssessmentView;
  /** Both null while scores are hidden from this person, because they would reveal them. */
  readonly scenarios: readonly Scenario[] | null;
  readonly targets: StoredTargets | null;
};

/** The scenarios and targets of the open assessment. Null when none is open. */
export async function getScenarios(context: CouncilContext): Promise<ScenariosView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => loadScenariosView(db));
}

export async function loadScenariosView(db: CouncilRead): Promise<ScenariosView | null> {
  const assessment = await loadOpenAssessment(db);
  return assessment && { assessment, ...(await savedOf(db, assessment)) };
}

async function savedOf(db: CouncilRead, { id, scores }: AssessmentView) {
  if (!scores) return { scenarios: null, targets: null };
  return {
    scenarios: await loadScenarios(db, id),
    targets: await loadStoredTargets(db, id),
  };
}

export type WhatIfView = ScenariosView & { readonly readiness: ReadinessView };

/** The scenarios and targets with the evidence for each statement. Null when no assessment is open. */
export async function getWhatIf(context: CouncilContext, asOf: Date): Promise<WhatIfView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const readiness = await loadReadiness(db, asOf);
    if (!readiness) return null;
    const { assessment } = readiness;
    return { assessment, readiness, ...(await savedOf(db, assessment)) };
  });
}
