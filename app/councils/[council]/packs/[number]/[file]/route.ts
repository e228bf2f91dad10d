import { recordPackDownload } from '#lib/exchange/packs/commands.ts';
import { readablePack } from '#lib/exchange/packs/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { failureResponse, redirectToSignIn, seeOther, textResponse } from '#lib/platform/http/responses.ts';
import { fileResponse } from '#lib/platform/storage/serve.ts';

type PackFileRoute = { params: Promise<{ council: string; number: string; file: string }> };

async function answer(request: Request, { params }: PackFileRoute): Promise<Response> {
  const { council, number: typed, file: name } = await params;
  try {
    const gate = await councilGate(council, 'pack:export');
    const number = parsePositiveInt(typed);
    // Back to the pack's page, because a download started from the sign-in page would leave the person there.
    if (!gate.ok && gate.reason === 'signed-out')
      return redirectToSignIn(number === null ? routes.packs(council) : routes.pack(council, number));
    if (!gate.ok || number === null) return notFound();
    const found = await readablePack(gate.context, number, name);
    if (found === null) return notFound();
    // The overview shows which challenge scores the person must give first.
    if (found === 'scores hidden') return seeOther(routes.council(council));
    // The pack's page says what must no longer be in it.
    if (found === 'held back') return seeOther(routes.pack(council, number));
    const response = fileResponse(request, found.file);
    // As for a file of evidence: every range too, before its first byte leaves.
    if (response.ok && request.method === 'GET')
      await recordPackDownload(gate.context, { ...found, sha256: found.file.sha256 });
    const length = response.headers.get('content-length');
    if (length !== null) response.headers.set(LENGTH_HEADER, length);
    return response;
  } catch (error) {
    return failureResponse(error, 'this evidence pack cannot be downloaded');
  }
}

function notFound(): Response {
  return textResponse(404, 'Evidence pack not found. It may have expired: its page says so.');
}

export { answer as GET, answer as HEAD };
