import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportReturn } from '#lib/record/returns/commands.ts';
import { RETURN_CSV_COLUMNS, returnCsvRows } from '#lib/record/returns/csv-rows.ts';
import { withStandings } from '#lib/record/returns/readiness.ts';

export const { GET, HEAD } = councilExport({
  permission: 'inspection:view',
  page: routes.inspections,
  notFound: 'List not found.',
  failed: 'the list could not be exported',
  read: async (context, { params }) => {
    const [inspection, list] = [parsePositiveInt(params.number), parsePositiveInt(params.list)];
    return inspection && list ? exportReturn(context, { inspection, list }) : null;
  },
  file: ({ list, emails }, context) =>
    csvResponse(
      `${context.council.slug} ${list.inspection.name} ${list.name}`,
      RETURN_CSV_COLUMNS,
      returnCsvRows(withStandings(list, londonDay(context.now())), list.items, emails),
    ),
});
