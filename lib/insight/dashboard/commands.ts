import 'server-only';
import { loadDashboard } from '#lib/insight/dashboard/queries.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, unchanged } from '#lib/platform/audit/write.ts';

/** Exports the dashboard and records the export. Null when no assessment is open. */
export function exportDashboard(context: CouncilContext): Promise<Dashboard | null> {
  return auditedExport<Dashboard | null>(context, 'assessment:view', async (db) => {
    const open = await loadDashboard(db, context.now());
    if (!open) return unchanged(null);
    const { assessment, dashboard } = open;
    return {
      result: dashboard,
      event: { type: 'dashboard.exported', subject: assessment.id, data: {} },
    };
  });
}
