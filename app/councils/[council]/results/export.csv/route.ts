import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportResults } from '#lib/record/results/commands.ts';
import { resultsCsvColumns, resultsCsvRows } from '#lib/record/results/csv-rows.ts';

export const { GET, HEAD } = councilExport({
  permission: 'results:view',
  page: routes.results,
  notFound: 'Published results not found.',
  failed: 'the published results could not be exported',
  read: (context, { query }) => exportResults(context, query),
  file: (view, { council }) =>
    csvResponse(
      `${council.slug} published results`,
      resultsCsvColumns(view),
      resultsCsvRows(view, council.name),
    ),
});
