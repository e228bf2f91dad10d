import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportActions } from '#lib/insight/plan/commands.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { ACTION_EXPORT_COLUMNS, actionCells } from '#lib/record/improvement/csv-rows.ts';

export const { GET, HEAD } = councilExport({
  permission: 'improvement:export',
  page: routes.improvement,
  notFound: 'Improvement plan not found.',
  failed: 'the improvement plan could not be exported',
  read: exportActions,
  file: ({ actions, emails }, { council }) =>
    csvResponse(
      `${council.slug} improvement plan`,
      ACTION_EXPORT_COLUMNS,
      actions.map((action) => actionCells(action, emails)),
    ),
});
