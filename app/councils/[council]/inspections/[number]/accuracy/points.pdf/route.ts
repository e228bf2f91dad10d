import { exportPointsPdf } from '#lib/exchange/accuracy/commands.ts';
import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { pdfResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'named:work',
  page: routes.inspections,
  notFound: 'Points of accuracy not found.',
  nothing: 'There is no point that is agreed or sent.',
  failed: 'the points of accuracy could not be exported',
  async read(context, { params: { number }, signal }) {
    const inspection = parsePositiveInt(number);
    return inspection === null ? null : exportPointsPdf(context, inspection, signal);
  },
  file: pdfResponse,
});
