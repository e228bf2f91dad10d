import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { DASHBOARD_COLUMNS, dashboardRows } from '#lib/insight/dashboard/rules.ts';
import { routes } from '#lib/kernel/routes.ts';
import { csvAnswer } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'assessment:view',
  page: routes.council,
  notFound: 'Overview not found.',
  nothing: 'There is nothing to export because no assessment is open.',
  failed: 'the overview could not be exported',
  read: exportDashboard,
  file: (dashboard, { council }) =>
    csvAnswer(`${council.slug} overview`, DASHBOARD_COLUMNS, dashboardRows(dashboard)),
});
