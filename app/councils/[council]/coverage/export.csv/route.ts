import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportCoverage } from '#lib/insight/coverage/commands.ts';
import { COVERAGE_AXES, coverageCells, coverageHeadings } from '#lib/insight/coverage/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'evidence:view',
  page: routes.coverage,
  notFound: 'Evidence coverage not found.',
  nothing: 'Nothing to export. No assessment is open.',
  failed: 'the evidence coverage could not be exported',
  read: (context, { query }) =>
    exportCoverage(context, COVERAGE_AXES.find((axis) => axis === query.by) ?? 'category'),
  file: ({ coverage }, { council }) =>
    csvResponse(
      `${council.slug} evidence coverage`,
      coverageHeadings(coverage),
      coverage.rows.map((row) => coverageCells(row, coverage)),
    ),
});
