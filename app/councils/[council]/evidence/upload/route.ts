import type { UploadAnswer } from '#components/evidence/upload-answers.ts';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { failureMessage, NOT_FOUND, SIGNED_OUT } from '#lib/platform/forms/failure.ts';
import { withFlash } from '#lib/platform/forms/flash.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import {
  failureResponse,
  foreignFormResponse,
  NO_STORE,
  refusedFormResponse,
  seeOther,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';
import { afterAddingEvidence } from '#lib/record/evidence/after-adding.ts';
import { listAddedBy } from '#lib/record/evidence/queries.ts';
import { readEntered } from './form-fields.ts';
import { MAX_FILES, receiveUpload, type UploadOutcome } from './receive-upload.ts';

type UploadRoute = { params: Promise<{ council: string }> };

/** Next's proxy skips this address, because it keeps only the first 10 MB of a body. All checks are here. */
export async function POST(request: Request, { params }: UploadRoute): Promise<Response> {
  if (!isSameOrigin(request.headers)) return textResponse(403, OTHER_ORIGIN);
  const { council } = await params;
  const forScript = request.headers.get('accept') === 'application/json';
  try {
    const gate = await councilGate(council, 'evidence:add');
    if (gate.ok) {
      return forScript
        ? await answerScript(gate.context, await receiveUpload(gate.context, request, { files: 1 }))
        : await answerForm(gate.context, await receiveUpload(gate.context, request, { files: MAX_FILES }));
    }
    const signedOut = gate.reason === 'signed-out';
    if (forScript) return json(signedOut ? 401 : 404, { errors: [signedOut ? SIGNED_OUT : NOT_FOUND] });
    return refusedFormResponse(
      signedOut ? 401 : 404,
      'your files were not added',
      await readEntered(request),
    );
  } catch (error) {
    if (!forScript) return failureResponse(error, 'your files were not added');
    return json(httpStatusOf(error), { errors: [failureMessage(error)] });
  }
}

async function answerScript(context: CouncilContext, outcome: UploadOutcome): Promise<Response> {
  const { status, errors, closed } = outcome;
  const [item] = outcome.added;
  const [same] = outcome.same;
  if (outcome.isTheirs && outcome.entered.get('check') === 'done') {
    return json(200, { to: await afterUpload(context, outcome) });
  }
  if (errors.length > 0) return json(status, { errors, closed });
  if (same) return json(200, { same });
  return item ? json(status, item) : json(200, { checked: true });
}

async function answerForm(context: CouncilContext, outcome: UploadOutcome): Promise<Response> {
  const { added, same, errors, values, statement } = outcome;
  if (!outcome.isTheirs) return foreignFormResponse('your files were not added', outcome.entered);
  if (errors.length === 0 && same.length === 0) {
    return seeOther(await afterUpload(context, outcome));
  }
  const kept = await saveFormState(
    context,
    {
      values,
      errors: errors.map((error) => ({ ...error })),
      added: added.map((item) => ({ ...item })),
      same: same.map((file) => ({ ...file })),
    },
    new Date(),
  );
  return seeOther(routes.addEvidence(context.council.slug, { statement: statement ?? undefined, kept }));
}

/** A one-time report on everything this form added. */
async function afterUpload(
  context: CouncilContext,
  { values: { submission = '' }, statement }: UploadOutcome,
): Promise<string> {
  const added = await listAddedBy(context, submission);
  const { to, flash } = afterAddingEvidence(context.council.slug, statement, added);
  return added.length === 0 ? to : withFlash(to, flash);
}

function json(status: number, answer: UploadAnswer): Response {
  return Response.json(answer, { status, headers: NO_STORE });
}
