import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportPoints } from '#lib/record/accuracy/commands.ts';
import { POINT_COLUMNS, pointCells } from '#lib/record/accuracy/csv-rows.ts';

export const { GET, HEAD } = councilExport({
  permission: 'named:work',
  page: routes.inspections,
  notFound: 'Points of accuracy not found.',
  failed: 'the points of accuracy could not be exported',
  async read(context, { params: { number } }) {
    const inspection = parsePositiveInt(number);
    return inspection === null ? null : exportPoints(context, inspection);
  },
  file: ({ points }, { council }) =>
    csvResponse(`${council.slug} points of accuracy`, POINT_COLUMNS, points.map(pointCells)),
});
