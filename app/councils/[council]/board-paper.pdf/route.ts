import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportPaper } from '#lib/exchange/papers/commands.ts';
import * as routes from '#lib/kernel/routes.ts';
import { pdfResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'paper:export',
  page: routes.council,
  notFound: 'Board paper not found.',
  nothing: 'There is no board paper because this council has no open assessment.',
  failed: 'the board paper could not be created',
  read: (context, { signal }) => exportPaper(context, signal),
  file: pdfResponse,
});
