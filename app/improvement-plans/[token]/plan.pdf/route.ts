import { exportRoute } from '#lib/exchange/exports/export-route.ts';
import { openPublishedPdf } from '#lib/exchange/publications/commands.ts';
import { pdfResponse, textResponse } from '#lib/platform/http/responses.ts';
import { linkGate } from '#lib/record/links/gate.ts';

const NOT_FOUND =
  'Improvement plan not found. The link may have expired, or the council may have withdrawn it.';

export const { GET, HEAD } = exportRoute({
  enter: async ({ token = '' }) => (await linkGate(token, 'plan')) ?? textResponse(404, NOT_FOUND),
  nothing: NOT_FOUND,
  failed: 'the improvement plan could not be created',
  read: (opened, { signal }) => openPublishedPdf(opened, signal),
  file: pdfResponse,
});
