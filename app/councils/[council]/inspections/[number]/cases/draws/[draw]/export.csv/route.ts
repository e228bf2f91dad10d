import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportDraw } from '#lib/record/cases/commands.ts';

export const { GET, HEAD } = councilExport({
  permission: 'named:work',
  page: routes.inspections,
  notFound: 'Draw not found.',
  failed: 'the draw could not be exported',
  read: async (context, { params }) => {
    const [number, draw] = [parsePositiveInt(params.number ?? ''), parsePositiveInt(params.draw ?? '')];
    return number === null || draw === null ? null : exportDraw(context, number, draw);
  },
  file: ({ summary, candidates, drawn }, { council }) => {
    const taken = new Set(drawn.map(({ reference }) => reference));
    return csvResponse(
      `${council.slug} draw ${summary.number} OFFICIAL-SENSITIVE`,
      ['Reference', 'Cohort', 'Team', 'Key', 'Drawn'],
      candidates.map(({ reference, cohort, team, key }) => [
        ...[reference, cohort, team, key],
        taken.has(reference) ? 'Yes' : 'No',
      ]),
    );
  },
});
