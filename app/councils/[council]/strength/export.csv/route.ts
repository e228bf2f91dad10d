import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportStrength } from '#lib/insight/readiness/commands.ts';
import { STRENGTH_COLUMNS, strengthCells } from '#lib/insight/readiness/strength.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'assessment:view',
  page: routes.strength,
  notFound: 'Evidence strength not found.',
  nothing: 'Nothing to export. No assessment is open.',
  failed: 'the evidence strength could not be exported',
  read: exportStrength,
  file: ({ statements }, { council }) =>
    csvResponse(`${council.slug} evidence strength`, STRENGTH_COLUMNS, statements.map(strengthCells)),
});
