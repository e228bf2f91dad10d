import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { DASHBOARD_COLUMNS, dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'assessment:view',
  page: routes.council,
  notFound: 'Overview not found.',
  nothing: 'Nothing to export. No assessment is open.',
  failed: 'the summary could not be exported',
  read: exportDashboard,
  file: (dashboard, { council }) =>
    csvResponse(`${council.slug} summary`, DASHBOARD_COLUMNS, dashboardRows(dashboard)),
});
