import { londonDay } from '#lib/dates.ts';
import 'server-only';
import { type AssessmentView, openAssessment } from '#lib/assessments/queries.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { requirePermission } from '#lib/auth/permissions.ts';
import type { ShownScore } from '#lib/challenge/rules.ts';
import { proofOfStatements } from '#lib/claims/queries.ts';
import { claimsAndProof } from '#lib/claims/rules.ts';
import { allCycles, type CycleSummary } from '#lib/cycles/queries.ts';
import type { Transaction } from '#lib/db/client.ts';
import { keptAtHead, read } from '#lib/db/read.ts';
import { measuresWhere } from '#lib/measures/queries.ts';
import { againstComparator } from '#lib/measures/rules.ts';
import {
  type Movement,
  movementOf,
  type Strength,
  type StrengthFacts,
  strengthOf,
  unsupportedScore,
} from '#lib/readiness/rules.ts';
import { NO_SCORES, type Score, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { sinceSigned } from '#lib/snapshots/queries.ts';

export type ReadinessView = {
  readonly assessment: AssessmentView;
  /** All nine, in framework order. */
  readonly statements: readonly StatementReadiness[];
};

export type StatementReadiness = {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  readonly evidenceCount: number;
  readonly strength: Strength;
  /** One sentence where a high score stands on too little. Null otherwise, and while the score is hidden. */
  readonly unsupported: string | null;
  /** Numbers of the attached items that are old, lowest first. */
  readonly stale: readonly number[];
};

/** How sure each score of the open assessment is, and why. Null when none is open. */
export async function getReadiness(context: CouncilContext, asOf: Date): Promise<ReadinessView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (tx) => readinessIn(tx, context, asOf));
}

/** In the caller's transaction. */
export async function readinessIn(
  tx: Transaction,
  context: CouncilContext,
  asOf: Date,
): Promise<ReadinessView | null> {
  const assessment = await openAssessment(tx, context);
  return assessment && { assessment, statements: await readinessOf(tx, context, assessment, asOf) };
}

/** The same of an assessment as this person may see it: all nine statements, in framework order. */
export async function readinessOf(
  tx: Transaction,
  context: CouncilContext,
  assessment: AssessmentView,
  asOf: Date,
): Promise<readonly StatementReadiness[]> {
  const supports = await supportOf(tx, context, assessment.id, asOf);
  const approvals = await approvalsOf(tx, context, assessment);
  return assessment.statements.map(({ id, name, score, evidenceCount }): StatementReadiness => {
    const support = supports[id];
    if (!support) throw new Error(`Assessment ${assessment.id} has no row for ${id}`);
    const facts: StrengthFacts = {
      score: score === 'hidden' ? null : score,
      evidenceCount,
      ...support,
      approval: approvals(id),
    };
    const strength = strengthOf(facts);
    const unsupported = unsupportedScore(facts, strength);
    return { id, name, score, evidenceCount, strength, unsupported, stale: facts.claims.age.stale };
  });
}

type Support = Pick<StrengthFacts, 'claims' | 'measures'>;

/** What the narratives claim and prove and how the measures stand, on that day: all texts, items and values are read. */
function supportOf(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
  asOf: Date,
): Promise<Readonly<Partial<Record<StatementId, Support>>>> {
  const of = `${assessmentId} ${londonDay(asOf)}`;
  return keptAtHead(tx, context, { name: 'support of scores', of }, async () => {
    const proofs = await proofOfStatements(tx, context, assessmentId);
    const measures = await measuresWhere(tx, context);
    const supportFor = (id: StatementId): Support | undefined =>
      proofs[id] && {
        claims: claimsAndProof(proofs[id].narratives, proofs[id].proof, asOf),
        measures: againstComparator(measures.filter(({ statement }) => statement === id)),
      };
    return Object.fromEntries(STATEMENT_IDS.map((id) => [id, supportFor(id)]));
  });
}

/** Which statements stand as they were signed, so far as that tells no hidden score. The review page lists what differs. */
async function approvalsOf(
  tx: Transaction,
  context: CouncilContext,
  { id, hidden }: AssessmentView,
): Promise<(statement: StatementId) => StrengthFacts['approval']> {
  const since = await sinceSigned(tx, context, id);
  if (!since) return () => 'not signed';
  return (statement) => {
    if (hidden.includes(statement)) return 'hidden';
    return since.statements.includes(statement) ? 'changed since' : 'signed';
  };
}

export type MovementView = {
  readonly assessment: AssessmentView;
  /** After each save that changed a score, oldest first. Null while scores are hidden from this person. */
  readonly movements: readonly Movement[] | null;
  /** Since when each statement that is completed has been so, ISO 8601 in UTC. */
  readonly completedAt: readonly string[];
  /** All cycles, the newest first. */
  readonly cycles: readonly CycleSummary[];
};

type SavedRow = {
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly score_reason: string;
  readonly completed: boolean;
  readonly saved_at: Date;
};

/** How the figures of the open assessment moved, and of the cycles before. Null when none is open. */
export async function getMovement(context: CouncilContext): Promise<MovementView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (tx) => movementIn(tx, context));
}

/** In the caller's transaction. */
export async function movementIn(tx: Transaction, context: CouncilContext): Promise<MovementView | null> {
  const assessment = await openAssessment(tx, context);
  if (!assessment) return null;
  const saves = await savesOf(tx, context, assessment.id);
  const completed = assessment.statements.filter(({ status }) => status === 'completed');
  return {
    assessment,
    movements: movementsIn(saves, assessment),
    completedAt: completed.flatMap(({ id }) => completedSince(saves, id) ?? []),
    cycles: await allCycles(tx, context),
  };
}

/** After each save of this assessment that changed a score, oldest first. Null while scores are hidden from this person. */
export async function movementsOf(
  tx: Transaction,
  context: CouncilContext,
  assessment: AssessmentView,
): Promise<readonly Movement[] | null> {
  return assessment.scores && movementsIn(await savesOf(tx, context, assessment.id), assessment);
}

/** The saves of an assessment that changed a score or completed a statement, oldest first. */
function savesOf(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
): Promise<readonly SavedRow[]> {
  return keptAtHead(
    tx,
    context,
    { name: 'saves', of: assessmentId },
    () => tx.$queryRaw<SavedRow[]>`
    select statement, score, score_reason, completed, saved_at
      from (
        select r.statement, r.version, r.score, r.score_reason, r.completed, r.saved_at,
               lag(r.score) over statement_saves as score_before,
               lag(r.completed, 1, false) over statement_saves as completed_before
          from statement_revisions r
         where r.council_id = ${context.council.id}::uuid and r.assessment_id = ${assessmentId}::uuid
        window statement_saves as (partition by r.statement order by r.version)
      ) saves
     where score is distinct from score_before or completed <> completed_before
     order by saved_at, statement, version`,
  );
}

function movementsIn(
  saves: readonly SavedRow[],
  { scores, thresholds }: AssessmentView,
): readonly Movement[] | null {
  const moments = saves.map(({ statement, score, score_reason, saved_at }) => ({
    statement,
    score,
    reason: score_reason,
    at: saved_at.toISOString(),
  }));
  return scores && movementOf(moments, thresholds, NO_SCORES);
}

/** Of a completed statement: the first save after which it was never again not completed. */
function completedSince(rows: readonly SavedRow[], statement: StatementId): string | null {
  const own = rows.filter((row) => row.statement === statement);
  const since = own.findLastIndex(({ completed }) => !completed) + 1;
  return own[since]?.saved_at.toISOString() ?? null;
}
