import 'server-only';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import type { PackSource } from '#lib/exchange/packs/rules.ts';
import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  abandonedAnswer,
  busyAnswer,
  failureAnswer,
  pdfAnswer,
  seeOther,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';

/** The evidence pack made of that, as a file. `none`: what is said where there is nothing to make it of. */
export async function packAnswer(
  request: Request,
  council: string,
  source: PackSource,
  none: string,
): Promise<Response> {
  try {
    const gate = await councilGate(council, 'pack:export');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.council(council));
    if (!gate.ok) return textResponse(404, 'Evidence pack not found.');
    const pack = await exportPack(gate.context, source, request.signal);
    if (!pack) return textResponse(404, none);
    // The overview says which challenge scores come first.
    if (pack === 'scores hidden') return seeOther(routes.council(council));
    if (pack === 'abandoned') return abandonedAnswer();
    if (pack === 'busy') return busyAnswer('the evidence pack could not be made');
    return pdfAnswer(pack.pdf, pack.fileName);
  } catch (error) {
    return failureAnswer(error, 'the evidence pack could not be made');
  }
}
