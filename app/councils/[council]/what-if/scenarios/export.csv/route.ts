import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportScenarios } from '#lib/insight/scenarios/commands.ts';
import { compareScenarios, comparisonColumns, comparisonRows } from '#lib/insight/scenarios/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'assessment:view',
  page: routes.scenarios,
  notFound: 'Scenarios not found.',
  nothing: 'Nothing to export. No assessment is open, or its scores are hidden from you.',
  failed: 'the scenarios could not be exported',
  async read(context) {
    const view = await exportScenarios(context);
    return view && compareScenarios(view);
  },
  file: (compared, { council }) =>
    csvResponse(`${council.slug} scenarios`, comparisonColumns(compared), comparisonRows(compared)),
});
