import 'server-only';
import { type CoverageView, loadCoverage } from '#lib/insight/coverage/queries.ts';
import type { CoverageAxis } from '#lib/insight/coverage/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, unchanged } from '#lib/platform/audit/write.ts';

/** Exports the coverage and records the export. Null when no assessment is open. */
export function exportCoverage(context: CouncilContext, by: CoverageAxis): Promise<CoverageView | null> {
  return auditedExport<CoverageView | null>(context, 'evidence:view', async (db) => {
    const view = await loadCoverage(db, by, context.now());
    if (!view) return unchanged(null);
    return {
      result: view,
      event: {
        type: 'coverage.exported',
        subject: view.assessment.id,
        data: { by, count: view.coverage.rows.length },
      },
    };
  });
}
