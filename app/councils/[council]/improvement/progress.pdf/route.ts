import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportProgressPdf } from '#lib/exchange/progress/commands.ts';
import { readChangesSince } from '#lib/insight/plan/since.ts';
import * as routes from '#lib/kernel/routes.ts';
import { pdfResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'improvement:export',
  page: routes.planChanges,
  notFound: 'Improvement plan not found.',
  nothing: 'Nothing to export. There are no actions, or the date is not a real one.',
  failed: 'the progress report could not be exported',
  async read(context, { query, signal }) {
    const { since, problem } = readChangesSince(query.since ?? '', context.now());
    return problem === null ? exportProgressPdf(context, since, signal) : null;
  },
  file: pdfResponse,
});
