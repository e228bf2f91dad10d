import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportActivity } from '#lib/history/activity/commands.ts';
import { ACTIVITY_CSV_COLUMNS } from '#lib/history/activity/entries.ts';
import { activityRecords } from '#lib/history/activity/queries.ts';
import { readActivityFilter } from '#lib/history/activity/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'activity:view',
  page: routes.activity,
  notFound: 'Activity not found.',
  failed: 'the activity could not be exported',
  async read(context, { query }) {
    const filter = readActivityFilter(query);
    const { through } = await exportActivity(context, filter);
    return activityRecords(context, filter, through);
  },
  file: (records, { council }) => csvResponse(`${council.slug} activity`, ACTIVITY_CSV_COLUMNS, records),
});
