import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportCases } from '#lib/record/cases/commands.ts';
import { CASE_CSV_COLUMNS, caseCsvRows } from '#lib/record/cases/csv-rows.ts';

export const { GET, HEAD } = councilExport({
  permission: 'named:work',
  page: routes.inspections,
  notFound: 'Cases not found.',
  failed: 'the cases could not be exported',
  read: async (context, { params }) => {
    const number = parsePositiveInt(params.number ?? '');
    return number === null ? null : exportCases(context, number);
  },
  file: (cases, { council }) =>
    csvResponse(`${council.slug} cases OFFICIAL-SENSITIVE`, CASE_CSV_COLUMNS, caseCsvRows(cases)),
});
