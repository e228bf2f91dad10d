import { exportRoute } from '#lib/exchange/exports/export-route.ts';
import { exportComparison } from '#lib/insight/sharing/commands.ts';
import { sharingColumns, sharingRows } from '#lib/insight/sharing/csv-rows.ts';
import { readSort, sortCouncils } from '#lib/insight/sharing/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { everyCouncil } from '#lib/platform/auth/gate.ts';
import { signedIn } from '#lib/platform/auth/session.ts';
import { csvResponse, redirectToSignIn } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = exportRoute({
  async enter() {
    const session = await signedIn();
    return session ? await everyCouncil(session) : redirectToSignIn(routes.councils);
  },
  nothing: 'Nothing to export. Fewer than 2 of your councils share their figures.',
  failed: 'the councils could not be exported',
  async read(contexts, { query }) {
    const councils = await exportComparison(contexts);
    return councils && sortCouncils(councils, readSort(query.sort));
  },
  file: (councils) => csvResponse('councils', sharingColumns(councils), sharingRows(councils)),
});
