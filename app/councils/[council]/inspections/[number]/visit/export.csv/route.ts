import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportVisit, type VisitExport } from '#lib/record/visits/commands.ts';
import {
  HEARD_COLUMNS,
  heardCells,
  REQUEST_COLUMNS,
  requestCells,
  SESSION_COLUMNS,
  sessionCells,
} from '#lib/record/visits/csv-rows.ts';

const FILES = ['sessions', 'requests', 'heard'] as const;

export const { GET, HEAD } = councilExport({
  permission: 'visit:view',
  page: routes.inspections,
  notFound: 'Visit not found.',
  failed: 'the visit could not be exported',
  async read(context, { params: { number }, query }) {
    const inspection = parsePositiveInt(number);
    const what = FILES.find((file) => file === query.what);
    return inspection !== null && what ? exportVisit(context, inspection, what) : null;
  },
  file: (found, { council }) =>
    csvResponse(`${council.slug} visit ${found.what}`, columnsOf(found), cellsOf(found)),
});

function columnsOf({ what }: VisitExport): readonly string[] {
  return { sessions: SESSION_COLUMNS, requests: REQUEST_COLUMNS, heard: HEARD_COLUMNS }[what];
}

function cellsOf(found: VisitExport) {
  switch (found.what) {
    case 'sessions':
      return found.rows.map(sessionCells);
    case 'requests':
      return found.rows.map(requestCells);
    case 'heard':
      return found.rows.map(heardCells);
  }
}
