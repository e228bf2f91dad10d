import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportLogs } from '#lib/record/case-logs/commands.ts';
import { LOG_NAMES, LOG_STATE_NAMES, LOG_TEXTS } from '#lib/record/case-logs/rules.ts';

export const { GET, HEAD } = councilExport({
  permission: 'named:work',
  page: routes.inspections,
  notFound: 'Reflective logs not found.',
  failed: 'the reflective logs could not be exported',
  read: async (context, { params }) => {
    const number = parsePositiveInt(params.number ?? '');
    return number === null ? null : exportLogs(context, number);
  },
  file: (logs, { council }) =>
    csvResponse(
      `${council.slug} reflective logs OFFICIAL-SENSITIVE`,
      [
        ...['Log', LOG_NAMES.reference, LOG_NAMES.owner, LOG_NAMES.state],
        ...LOG_TEXTS.map(({ label }) => label),
        LOG_NAMES.review,
      ],
      logs.map((log) => [
        ...[log.number, log.reference, log.owner.name, LOG_STATE_NAMES[log.state]],
        ...LOG_TEXTS.map(({ field }) => log[field]),
        log.review,
      ]),
    ),
});
