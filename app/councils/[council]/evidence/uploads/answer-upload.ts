import 'server-only';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { failureResponse, textResponse } from '#lib/platform/http/responses.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';
import { answerTus } from '#lib/record/uploads/tus.ts';

/** The header with the token of the person who opened the page. */
const TOKEN_HEADER = 'x-form';

/**
 * Next's proxy skips the addresses of uploads, because it keeps only the first 10 MB of a body. All checks are here,
 * for each request: of its origin, the session, the permission and whose page it comes from.
 */
export async function withUploader(
  request: Request,
  council: string,
  answer: (context: CouncilContext) => Promise<Response>,
): Promise<Response> {
  const isChange = request.method !== 'HEAD';
  if (isChange && !isSameOrigin(request.headers)) return textResponse(403, OTHER_ORIGIN);
  try {
    const gate = await councilGate(council, 'evidence:add');
    if (!gate.ok) return failed(gate.reason === 'signed-out' ? 401 : 404);
    const { context } = gate;
    if (!readFormToken(request.headers.get(TOKEN_HEADER), context.person.id).ok) return failed(403);
    return await answer(context);
  } catch (error) {
    if (httpStatusOf(error) < 500) return failed(httpStatusOf(error));
    return failureResponse(error, 'the file was not uploaded');
  }
}

/** The page has its own words for each status. */
function failed(status: number): Response {
  return textResponse(status, 'The file could not be uploaded');
}

// Only these pass the limits in front of the application; the client names the method in a header.
const NAMED_METHODS = ['PATCH', 'DELETE'];

/** Answers a request of the tus protocol. */
export async function answerUpload(request: Request, council: string): Promise<Response> {
  return withUploader(request, council, async (context) => {
    const named = request.headers.get('x-http-method-override')?.toUpperCase() ?? '';
    const method = request.method === 'POST' && NAMED_METHODS.includes(named) ? named : request.method;
    const answer = await answerTus(context, request, method);
    answer.headers.set('cache-control', 'private, no-store');
    return answer;
  });
}
