import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { getMovement, getReadiness, type ReadinessView } from '#lib/readiness/queries.ts';
import type { Movement } from '#lib/readiness/rules.ts';

/** What a file of the evidence strength says, recorded before it is handed out. Null when no assessment is open. */
export async function exportStrength(context: CouncilContext, asOf: Date): Promise<ReadinessView | null> {
  const readiness = await getReadiness(context, asOf);
  if (!readiness) return null;
  return auditedWrite<ReadinessView>(context, 'assessment:view', async () => ({
    result: readiness,
    event: {
      type: 'strength.exported',
      subject: readiness.assessment.id,
      data: { count: readiness.statements.length },
    },
  }));
}

/** How the figures moved, recorded before it is handed out. Null when no assessment is open or its scores are hidden. */
export async function exportMovement(context: CouncilContext): Promise<readonly Movement[] | null> {
  const view = await getMovement(context);
  if (!view?.movements) return null;
  const { assessment, movements } = view;
  return auditedWrite<readonly Movement[]>(context, 'assessment:view', async () => ({
    result: movements,
    event: { type: 'movement.exported', subject: assessment.id, data: { count: movements.length } },
  }));
}
