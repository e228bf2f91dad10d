import 'server-only';
import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportMeasures } from '#lib/record/measures/commands.ts';
import { MEASURES_CSV_COLUMNS, measureCsvRows } from '#lib/record/measures/csv-rows.ts';

/** Handlers of the CSV file of all values, or of one measure when the address names it. */
export const valuesRoute = councilExport({
  permission: 'measures:view',
  page: routes.measures,
  notFound: 'Measures not found.',
  failed: 'the values could not be exported',
  read: (context, { params }) => exportMeasures(context, params.measure ?? null),
  file: (measures, { council }, { params: { measure } }) =>
    csvResponse(
      [council.slug, 'measures', measure ?? []].flat().join(' '),
      MEASURES_CSV_COLUMNS,
      measures.flatMap(measureCsvRows),
    ),
});
