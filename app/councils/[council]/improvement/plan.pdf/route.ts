import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportPlanPdf } from '#lib/exchange/publications/commands.ts';
import * as routes from '#lib/kernel/routes.ts';
import { pdfResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'improvement:export',
  page: routes.improvement,
  notFound: 'Improvement plan not found.',
  nothing: 'Nothing to export. The plan has no actions yet.',
  failed: 'the improvement plan could not be exported',
  read: (context, { signal }) => exportPlanPdf(context, signal),
  file: pdfResponse,
});
