import * as routes from '#lib/kernel/routes.ts';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { failureResponse, redirectToSignIn, textResponse } from '#lib/platform/http/responses.ts';
import { fileResponse } from '#lib/platform/storage/serve.ts';
import { recordDownload } from '#lib/record/evidence/commands.ts';
import { readableFile } from '#lib/record/evidence/queries.ts';

type FileRoute = { params: Promise<{ council: string; reference: string }> };

async function answer(request: Request, { params }: FileRoute): Promise<Response> {
  const { council, reference } = await params;
  try {
    const gate = await councilGate(council, 'evidence:download');
    // Back to the item's page, because a download started from the sign-in page would leave the person there.
    if (!gate.ok && gate.reason === 'signed-out')
      return redirectToSignIn(routes.evidenceItem(council, reference));
    if (!gate.ok) return notFound();
    const { context } = gate;
    const version = askedVersion(request);
    if (version === undefined) return notFound();
    const file = await readableFile(context, reference, version);
    if (!file) return notFound();
    const response = fileResponse(request, file);
    // Every response with content is recorded before its first byte leaves, and so is every range: otherwise a request
    // for all but the first byte would leave no trace.
    if (response.ok && request.method === 'GET') {
      await recordDownload(context, file.reference, file.sha256);
    }
    const length = response.headers.get('content-length');
    if (length !== null) response.headers.set(LENGTH_HEADER, length);
    return response;
  } catch (error) {
    return failureResponse(error, 'this file cannot be downloaded');
  }
}

/** The version in the address. Null: the newest. Undefined: no version at all. */
function askedVersion(request: Request): number | null | undefined {
  const asked = new URL(request.url).searchParams.get('version');
  if (asked === null) return null;
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : undefined;
}

function notFound(): Response {
  return textResponse(404, 'File not found. If you followed a link, ask the person who sent it to check it.');
}

export { answer as GET, answer as HEAD };
