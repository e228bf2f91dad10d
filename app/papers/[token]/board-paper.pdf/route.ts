import { exportRoute } from '#lib/exchange/exports/export-route.ts';
import { openPaperFile } from '#lib/exchange/papers/commands.ts';
import { pdfResponse, textResponse } from '#lib/platform/http/responses.ts';
import { linkGate } from '#lib/record/links/gate.ts';

const NOT_FOUND = 'Board paper not found. The link may have expired, or the council may have withdrawn it.';

export const { GET, HEAD } = exportRoute({
  enter: async ({ token = '' }) => (await linkGate(token, 'board_paper')) ?? textResponse(404, NOT_FOUND),
  nothing: NOT_FOUND,
  failed: 'the board paper could not be created',
  async read(opened, { signal }) {
    const file = await openPaperFile(opened, signal);
    return file === 'over' ? null : file;
  },
  file: pdfResponse,
});
