import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportMovement } from '#lib/insight/readiness/commands.ts';
import { MOVEMENT_COLUMNS, movementRows } from '#lib/insight/readiness/movement.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'assessment:view',
  page: routes.movement,
  notFound: 'Progress not found.',
  nothing: 'Nothing to export. No assessment is open, or its scores are hidden from you.',
  failed: 'the progress could not be exported',
  read: exportMovement,
  file: (movements, { council }) =>
    csvResponse(`${council.slug} progress`, MOVEMENT_COLUMNS, movementRows(movements)),
});
