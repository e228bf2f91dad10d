import * as routes from '#lib/kernel/routes.ts';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { failureResponse, redirectToSignIn, textResponse } from '#lib/platform/http/responses.ts';
import { fileResponse } from '#lib/platform/storage/serve.ts';
import { recordOpening } from '#lib/record/accuracy/commands.ts';
import { readableDraft } from '#lib/record/accuracy/queries.ts';

type FileRoute = { params: Promise<{ council: string; number: string; draft: string }> };

async function answer(request: Request, { params }: FileRoute): Promise<Response> {
  const { council, number, draft: asked } = await params;
  try {
    const gate = await councilGate(council, 'named:work');
    const [inspection, draft] = [parsePositiveInt(number), parsePositiveInt(asked)];
    if (!gate.ok && gate.reason === 'signed-out') return redirectToSignIn(routes.inspections(council));
    if (!gate.ok || inspection === null || draft === null) return notFound();
    const file = await readableDraft(gate.context, inspection, draft);
    if (!file) return notFound();
    const response = fileResponse(request, file);
    // Before its first byte leaves.
    if (response.ok && request.method === 'GET') await recordOpening(gate.context, inspection, draft);
    const length = response.headers.get('content-length');
    if (length !== null) response.headers.set(LENGTH_HEADER, length);
    return response;
  } catch (error) {
    return failureResponse(error, 'this draft report cannot be downloaded');
  }
}

function notFound(): Response {
  return textResponse(404, 'Draft report not found.');
}

export { answer as GET, answer as HEAD };
