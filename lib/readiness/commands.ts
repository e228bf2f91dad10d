import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { getReadiness, type ReadinessView } from '#lib/readiness/queries.ts';

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
