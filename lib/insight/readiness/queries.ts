import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { sameStatements } from '#lib/frameworks/mapping.ts';
import {
  cycleAt,
  justBefore,
  type Movement,
  movementOf,
  type PastState,
  stateAt,
  type TurningMoment,
} from '#lib/insight/readiness/movement.ts';
import {
  type Strength,
  type StrengthFacts,
  strengthOf,
  unsupportedScore,
} from '#lib/insight/readiness/strength.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import type { Judged } from '#lib/record/assessments/state.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import { loadAllProof } from '#lib/record/claims/queries.ts';
import { claimsAndProof } from '#lib/record/claims/rules.ts';
import { againstComparator } from '#lib/record/measures/comparisons.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { loadChangesSinceSigned } from '#lib/record/snapshots/queries.ts';
import type { Score, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';
import { type CycleSummary, loadCycles } from '#lib/work/cycles/queries.ts';

export type ReadinessView = {
  readonly assessment: AssessmentView;
  /** All of the framework, in its order. */
  readonly statements: readonly StatementReadiness[];
};

export type StatementReadiness = {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  readonly evidenceCount: number;
  /** The challenge scores that count, ascending. Empty while hidden. */
  readonly challenges: readonly Score[];
  readonly strength: Strength;
  /** Set if a high score has too little evidence. Null while the score is hidden. */
  readonly unsupported: string | null;
  /** Numbers of attached items that are out of date, ascending. */
  readonly stale: readonly number[];
};

/** The evidence strength of each score in the open assessment. Null when none is open. */
export async function getReadiness(context: CouncilContext, asOf: Date): Promise<ReadinessView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => loadReadiness(db, asOf));
}

export async function loadReadiness(db: CouncilRead, asOf: Date): Promise<ReadinessView | null> {
  const assessment = await loadOpenAssessment(db);
  return assessment && { assessment, statements: await readinessOf(db, assessment, asOf) };
}

/** The evidence strength in an assessment as this person may see it: all statements, in framework order. */
export async function readinessOf(
  db: CouncilRead,
  assessment: AssessmentView,
  asOf: Date,
): Promise<readonly StatementReadiness[]> {
  const supports = await supportOf(db, assessment.id, asOf);
  const approvals = await approvalsOf(db, assessment);
  const framework = frameworkOf(assessment.framework);
  return assessment.statements.map(({ id, name, score, evidenceCount, challenges }): StatementReadiness => {
    const support = supports[id];
    if (!support) throw new Error(`Assessment ${assessment.id} has no row for ${id}`);
    const facts: StrengthFacts = {
      framework,
      score: score === 'hidden' ? null : score,
      evidenceCount,
      ...support,
      approval: approvals(id),
    };
    const strength = strengthOf(facts);
    const unsupported = unsupportedScore(facts, strength);
    const { stale } = facts.claims.age;
    return { id, name, score, evidenceCount, challenges, strength, unsupported, stale };
  });
}

type Support = Pick<StrengthFacts, 'claims' | 'measures'>;

/** Claims, proof and measures of each statement on that day. Cached because it reads all texts, items and values. */
function supportOf(
  db: CouncilRead,
  assessmentId: string,
  asOf: Date,
): Promise<Readonly<Partial<Record<StatementId, Support>>>> {
  const of = `${assessmentId} ${londonDay(asOf)}`;
  return cacheByAuditHead(db, { name: 'support of scores', of }, async () => {
    const proofs = await loadAllProof(db, assessmentId);
    const measures = await loadMeasures(db);
    const support = Object.entries(proofs).map(([id, proof]): [StatementId, Support | undefined] => {
      const same = sameStatements(id);
      return [
        id,
        proof && {
          claims: claimsAndProof(proof.narratives, proof.proof, asOf),
          measures: againstComparator(measures.filter(({ statement }) => same.includes(statement))),
        },
      ];
    });
    return Object.fromEntries(support);
  });
}

/** Whether each statement is as signed, without revealing a hidden score. The review page shows the differences. */
async function approvalsOf(
  db: CouncilRead,
  { id, hidden }: AssessmentView,
): Promise<(statement: StatementId) => StrengthFacts['approval']> {
  const since = await loadChangesSinceSigned(db, id);
  if (!since) return () => 'not signed';
  return (statement) => {
    if (hidden.includes(statement)) return 'hidden';
    return since.statements.includes(statement) ? 'changed since' : 'signed';
  };
}

export type MovementView = {
  readonly assessment: AssessmentView;
  /** Changes in what is shown, oldest first. Null while scores are hidden from this person. */
  readonly movements: readonly Movement[] | null;
  /** The state just before the requested day. Null if no assessment had started, or scores are hidden. */
  readonly past: PastState | null;
  /** When each completed statement was completed, in ISO 8601 UTC. */
  readonly completedAt: readonly string[];
  /** All cycles, newest first. */
  readonly cycles: readonly CycleSummary[];
};

type SavedRow = {
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly score_reason: string;
  readonly completed: boolean;
  readonly carried: boolean;
  readonly saved_at: Date;
};

/**
 * The progress of the score in the open assessment, since the start of a day, and over earlier cycles. Null when none
 * is open.
 * @param since - a calendar date in London
 */
export async function getMovement(
  context: CouncilContext,
  since: CalendarDate,
): Promise<MovementView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => movementIn(db, since));
}

async function movementIn(db: CouncilRead, since: CalendarDate): Promise<MovementView | null> {
  const assessment = await loadOpenAssessment(db);
  if (!assessment) return null;
  const saves = await savesOf(db, assessment.id);
  const completed = assessment.statements.filter(({ status }) => status === 'completed');
  return {
    assessment,
    movements: await loadMovements(db, assessment),
    past: assessment.scores && (await loadStateBefore(db, since)),
    completedAt: completed.flatMap(({ id }) => completedSince(saves, id) ?? []),
    cycles: await loadCycles(db),
  };
}

/** Changes in what an assessment shows, oldest first. Null while scores are hidden from this person. */
export async function loadMovements(
  db: CouncilRead,
  assessment: AssessmentView,
): Promise<readonly Movement[] | null> {
  return assessment.scores && movementsIn(db, assessment);
}

/** The same for any cycle. Does not check who may see it. */
async function movementsIn(
  db: CouncilRead,
  cycle: Judged & { readonly id: string },
): Promise<readonly Movement[]> {
  const saves = await savesOf(db, cycle.id);
  const turns = await turnsOf(db, cycle.id);
  const moments = saves.map(({ score_reason: reason, saved_at, ...answers }) => ({
    ...answers,
    reason,
    at: saved_at.toISOString(),
  }));
  return movementOf([...moments, ...turns], cycle);
}

type CycleRow = {
  readonly id: string;
  readonly name: string;
  readonly framework: string;
  readonly thresholds: ThresholdSetId;
  readonly isOpen: boolean;
  readonly from: Date;
};

/**
 * The state just before a day in London: in the cycle open at that time or, between cycles, in the last one closed.
 * Null if none had started. Does not check who may see it.
 */
export async function loadStateBefore(db: CouncilRead, day: CalendarDate): Promise<PastState | null> {
  const { tx, context } = db;
  const at = justBefore(day);
  const cycles = await cacheByAuditHead(
    db,
    { name: 'starts of cycles', of: '' },
    () => tx.$queryRaw<CycleRow[]>`
    select a.id, a.name, a.framework, a.threshold_set as thresholds, a.status = 'open' as "isOpen",
           least(a.created_at, (select min(r.saved_at) from statement_revisions r
                                 where r.council_id = a.council_id and r.assessment_id = a.id)) as from
      from assessments a
     where a.council_id = ${context.council.id}::uuid and a.status <> 'undone'
     order by a.number`,
  );
  const starts = cycles.map((cycle) => ({ ...cycle, from: cycle.from.toISOString() }));
  const ran = cycleAt(starts, at);
  // Runs the same queries if none had started, so that the number of queries never varies.
  const cycle = ran ?? starts[0];
  if (!cycle) return null;
  const { scores, state } = stateAt(await movementsIn(db, cycle), at, cycle);
  return ran && { scores, state, earlier: ran.isOpen ? null : ran.name };
}

/** Saves of an assessment that changed a score or completed or confirmed a statement, oldest first. */
function savesOf(db: CouncilRead, assessmentId: string): Promise<readonly SavedRow[]> {
  const { tx, context } = db;
  // Answers carried forward were saved at the moment the cycle started.
  return cacheByAuditHead(
    db,
    { name: 'saves', of: assessmentId },
    () => tx.$queryRaw<SavedRow[]>`
    select statement, score, score_reason, completed, carried, saved_at
      from (
        select r.statement, r.version, r.score, r.score_reason, r.completed, r.saved_at,
               r.version = 1 and a.number > 1 and r.saved_at = a.created_at as carried,
               lag(r.score) over statement_saves as score_before,
               lag(r.completed, 1, false) over statement_saves as completed_before
          from statement_revisions r
          join assessments a on a.council_id = r.council_id and a.id = r.assessment_id
         where r.council_id = ${context.council.id}::uuid and r.assessment_id = ${assessmentId}::uuid
        window statement_saves as (partition by r.statement order by r.version)
      ) saves
     where score is distinct from score_before or completed <> completed_before or version <= 2
     order by saved_at, statement, version`,
  );
}

type TurnRow = {
  readonly at: Date;
  readonly confirmed: StatementId | null;
  readonly is_final: boolean | null;
};

/** When statements were confirmed, and when the assessment was signed, reopened and closed. */
function turnsOf(db: CouncilRead, assessmentId: string): Promise<readonly TurningMoment[]> {
  const { tx, context } = db;
  const councilId = context.council.id;
  return cacheByAuditHead(db, { name: 'turns', of: assessmentId }, async () => {
    const rows = await tx.$queryRaw<TurnRow[]>`
      select e.at, e.subject as confirmed, null::boolean as is_final
        from audit_events e
       where e.council_id = ${councilId}::uuid and e.type = 'statement.confirmed'
         and e.data ->> 'assessmentId' = ${assessmentId}
      union all
      select s.at, null, s.kind = 'signed'
        from review_steps s
       where s.council_id = ${councilId}::uuid and s.assessment_id = ${assessmentId}::uuid
         and s.kind in ('signed', 'reopened')
      union all
      select max(c.made_at), null, true
        from assessment_snapshots c
        join assessments a on a.council_id = c.council_id and a.id = c.assessment_id and a.status = 'closed'
       where c.council_id = ${councilId}::uuid and c.assessment_id = ${assessmentId}::uuid and c.kind = 'closed'
      having max(c.made_at) is not null`;
    return rows.map(({ at, confirmed, is_final }) =>
      confirmed === null
        ? { at: at.toISOString(), isFinal: is_final === true }
        : { at: at.toISOString(), confirmed },
    );
  });
}

/** The first save since which a completed statement has stayed completed. */
function completedSince(rows: readonly SavedRow[], statement: StatementId): string | null {
  const own = rows.filter((row) => row.statement === statement);
  const since = own.findLastIndex(({ completed }) => !completed) + 1;
  return own[since]?.saved_at.toISOString() ?? null;
}
