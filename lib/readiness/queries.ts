import 'server-only';
import { type AssessmentView, openAssessment } from '#lib/assessments/queries.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { requirePermission } from '#lib/auth/permissions.ts';
import type { ShownScore } from '#lib/challenge/rules.ts';
import { proofOfStatements } from '#lib/claims/queries.ts';
import { claimsAndProof } from '#lib/claims/rules.ts';
import type { Transaction } from '#lib/db/client.ts';
import { read } from '#lib/db/read.ts';
import { measuresWhere } from '#lib/measures/queries.ts';
import { gapOf, latestOf, type Measure } from '#lib/measures/rules.ts';
import { type Strength, type StrengthFacts, strengthOf, unsupportedScore } from '#lib/readiness/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { keptSnapshot, liveSnapshot } from '#lib/snapshots/queries.ts';
import { compareSnapshots } from '#lib/snapshots/rules.ts';

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
};

/** How sure each score of the open assessment is, and why. Null when none is open. */
export async function getReadiness(context: CouncilContext, asOf: Date): Promise<ReadinessView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (tx) => {
    const assessment = await openAssessment(tx, context);
    if (!assessment) return null;
    const proofs = await proofOfStatements(tx, context, assessment.id);
    const approvals = await approvalsOf(tx, context, assessment.id);
    const measures = await measuresWhere(tx, context);
    const statements = assessment.statements.map(({ id, name, score, evidenceCount }): StatementReadiness => {
      const found = proofs[id];
      if (!found) throw new Error(`Assessment ${assessment.id} has no row for ${id}`);
      const facts: StrengthFacts = {
        score: score === 'hidden' ? null : score,
        evidenceCount,
        claims: claimsAndProof(found.narratives, found.proof, asOf),
        approval: approvals(id),
        measures: againstComparators(measures.filter(({ statement }) => statement === id)),
      };
      const strength = strengthOf(facts);
      return { id, name, score, evidenceCount, strength, unsupported: unsupportedScore(facts, strength) };
    });
    return { assessment, statements };
  });
}

/** Which statements stand as they were signed. What differs is what the page of the review lists. */
async function approvalsOf(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
): Promise<(statement: StatementId) => StrengthFacts['approval']> {
  const signed = await keptSnapshot(tx, context, assessmentId, 'signed');
  const live = signed && (await liveSnapshot(tx, context, assessmentId));
  if (!live) return () => 'not signed';
  const changed = new Set(
    compareSnapshots(signed.snapshot, live)
      .statements.filter(({ isChanged }) => isChanged)
      .map(({ id }) => id),
  );
  return (statement) => (changed.has(statement) ? 'changed since' : 'signed');
}

/** The measures whose last value is better, or worse, than what it is compared with. */
function againstComparators(measures: readonly Measure[]): StrengthFacts['measures'] {
  const named = (wanted: 'better' | 'worse') =>
    measures
      .filter(({ values, better }) => {
        const latest = latestOf(values);
        return latest !== null && gapOf(latest, better) === wanted;
      })
      .map(({ name }) => name);
  return { better: named('better'), worse: named('worse') };
}
