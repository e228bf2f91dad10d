import 'server-only';
import type { Movement } from '#lib/insight/readiness/movement.ts';
import { loadMovements, loadReadiness, type ReadinessView } from '#lib/insight/readiness/queries.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, unchanged } from '#lib/platform/audit/write.ts';
import { loadOpenAssessment } from '#lib/record/assessments/queries.ts';

/** Exports the evidence strength and records the export. Null when no assessment is open. */
export function exportStrength(context: CouncilContext): Promise<ReadinessView | null> {
  return auditedExport<ReadinessView | null>(context, 'assessment:view', async (db) => {
    const readiness = await loadReadiness(db, context.now());
    if (!readiness) return unchanged(null);
    return {
      result: readiness,
      event: {
        type: 'strength.exported',
        subject: readiness.assessment.id,
        data: { count: readiness.statements.length },
      },
    };
  });
}

/**
 * Exports the progress of the score and records the export. Null when no assessment is open or its scores are hidden.
 */
export function exportMovement(context: CouncilContext): Promise<readonly Movement[] | null> {
  return auditedExport<readonly Movement[] | null>(context, 'assessment:view', async (db) => {
    const assessment = await loadOpenAssessment(db);
    const movements = assessment && (await loadMovements(db, assessment));
    if (!movements) return unchanged(null);
    return {
      result: movements,
      event: { type: 'movement.exported', subject: assessment.id, data: { count: movements.length } },
    };
  });
}
