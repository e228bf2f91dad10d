import { readEntered } from '#app/councils/[council]/evidence/upload/form-fields.ts';
import { receiveReplacement } from '#app/councils/[council]/evidence/upload/receive-replacement.ts';
import * as routes from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { withFlash } from '#lib/platform/forms/flash.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import {
  failureResponse,
  foreignFormResponse,
  refusedFormResponse,
  seeOther,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';

type ReplacementRoute = { params: Promise<{ council: string; reference: string }> };

const NOT_REPLACED = 'the file was not replaced';

/** Next's proxy skips this address, as it does that of new files. All checks are here. */
export async function POST(request: Request, { params }: ReplacementRoute): Promise<Response> {
  if (!isSameOrigin(request.headers)) return textResponse(403, OTHER_ORIGIN);
  const { council, reference } = await params;
  try {
    const gate = await councilGate(council, 'evidence:edit');
    if (!gate.ok) {
      const status = gate.reason === 'signed-out' ? 401 : 404;
      return refusedFormResponse(status, NOT_REPLACED, await readEntered(request));
    }
    const { context } = gate;
    const item = await getEvidenceItem(context, reference);
    if (!item) return refusedFormResponse(404, NOT_REPLACED, await readEntered(request));
    const { version, errors, values, isTheirs, entered } = await receiveReplacement(
      context,
      request,
      item.reference,
    );
    if (!isTheirs) return foreignFormResponse(NOT_REPLACED, entered);
    if (version !== null) {
      const flash = `File of ${item.reference} replaced with version ${version}`;
      return seeOther(await withFlash(routes.evidenceItem(council, item.reference), flash));
    }
    const state = { replaces: item.reference, values, errors: errors.map((error) => ({ ...error })) };
    const kept = await saveFormState(context, state, new Date());
    return seeOther(routes.replaceEvidence(council, item.reference, kept));
  } catch (error) {
    return failureResponse(error, NOT_REPLACED);
  }
}
