import 'server-only';
import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import type { AssessmentSource } from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { pdfResponse } from '#lib/platform/http/responses.ts';

/**
 * Handlers of an evidence pack whose source is in the address. `nothing`: the message when there is nothing to make a
 * pack of.
 */
export function packRoute(
  nothing: string,
  sourceOf: (params: Readonly<Record<string, string>>) => AssessmentSource | null,
) {
  return councilExport({
    permission: 'pack:export',
    page: routes.council,
    notFound: 'Evidence pack not found.',
    nothing,
    failed: 'the evidence pack could not be created',
    async read(context, { params, signal }) {
      const source = sourceOf(params);
      return source && exportPack(context, source, signal);
    },
    file: pdfResponse,
  });
}
