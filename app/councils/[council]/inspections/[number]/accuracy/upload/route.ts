import {
  asFormData,
  BESIDE_FILES,
  FIELD_BYTES,
  MEGABYTE,
} from '#app/councils/[council]/evidence/upload/form-fields.ts';
import { type HeldSpace, holdSpace } from '#app/councils/[council]/evidence/upload/hold-space.ts';
import { formProblem } from '#app/councils/[council]/evidence/upload/upload-problems.ts';
import type { DraftError } from '#components/accuracy/draft-answers.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { withFlash } from '#lib/platform/forms/flash.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { readDate } from '#lib/platform/forms/read-date.ts';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import {
  failureResponse,
  foreignFormResponse,
  refusedFormResponse,
  seeOther,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';
import { type FilePart, readMultipart } from '#lib/platform/storage/multipart.ts';
import { type ReceivedFile, receiveFile } from '#lib/platform/storage/receive.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { type UploadDraftResult, uploadDraft } from '#lib/record/accuracy/commands.ts';
import { getInspectionToCheck } from '#lib/record/accuracy/queries.ts';
import { type UploadDraft, uploadDraftFields, uploadDraftSchema } from '#lib/record/accuracy/schema.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { noRoom, storageLeft } from '#lib/record/evidence/rules.ts';

type UploadRoute = { params: Promise<{ council: string; number: string }> };

const NOT_UPLOADED = 'the draft report was not uploaded';

/** Next's proxy skips this address, as it does that of evidence. All checks are here. */
export async function POST(request: Request, { params }: UploadRoute): Promise<Response> {
  if (!isSameOrigin(request.headers)) return textResponse(403, OTHER_ORIGIN);
  const { council, number } = await params;
  try {
    const gate = await councilGate(council, 'named:work');
    const inspection = parsePositiveInt(number);
    if (!gate.ok) {
      const status = gate.reason === 'signed-out' ? 401 : 404;
      return refusedFormResponse(status, NOT_UPLOADED, new FormData());
    }
    const { context } = gate;
    if (inspection === null || !(await getInspectionToCheck(context, inspection)))
      return refusedFormResponse(404, NOT_UPLOADED, new FormData());
    const { entered, isTheirs, errors, result } = await receiveDraft(context, request, inspection);
    if (!isTheirs) return foreignFormResponse(NOT_UPLOADED, entered);
    if (result?.outcome === 'uploaded') {
      const flash = `Draft report ${result.number} uploaded`;
      return seeOther(await withFlash(routes.accuracy(council, inspection), flash));
    }
    const state = { draftOf: inspection, receivedOn: readDate(entered, 'receivedOn'), errors };
    const kept = await saveFormState(
      context,
      { ...state, errors: errors.map((error) => ({ ...error })) },
      new Date(),
    );
    return seeOther(routes.addDraftReport(council, inspection, kept));
  } catch (error) {
    return failureResponse(error, NOT_UPLOADED);
  }
}

type Received = {
  readonly entered: FormData;
  readonly isTheirs: boolean;
  readonly errors: readonly DraftError[];
  readonly result: UploadDraftResult | null;
};

/** A file that arrived, or why it did not. */
type Arrival = { readonly file: ReceivedFile; readonly space: HeldSpace } | { readonly message: string };

/** Reads the form. The file waits on the disk until the answers are read. */
async function receiveDraft(
  context: CouncilContext,
  request: Request,
  inspection: number,
): Promise<Received> {
  const maxUploadMb = env().MAX_UPLOAD_MB;
  const declared = Number(request.headers.get('content-length') ?? 0) - BESIDE_FILES;
  const form = await readMultipart(
    request,
    { onFile: (part) => arrive(context, part, { declared, signal: request.signal }) },
    { files: 1, fields: 20, fieldBytes: FIELD_BYTES, bodyBytes: (maxUploadMb + 4) * MEGABYTE },
  );
  const entered = asFormData(form.fields);
  const isTheirs = readFormToken(entered.get(FORM_TOKEN_FIELD), context.person.id).ok;
  const parsed = uploadDraftSchema.safeParse({ receivedOn: readDate(entered, 'receivedOn') });
  const [arrival] = form.files;
  const answers = isTheirs && form.ok && parsed.success ? parsed.data : null;
  const settled = arrival ? await settle(context, inspection, answers, arrival) : null;
  const errors: DraftError[] = [];
  if (!form.ok) {
    const { field, message } = formProblem(form.reason, form.cause, { maxUploadMb, files: 1 }).error;
    errors.push({ field: field === 'file' ? field : '', message });
  }
  if (form.ok && !parsed.success) errors.push(...fieldErrors(parsed.error, uploadDraftFields));
  if (form.ok && !arrival) errors.push({ field: 'file', message: 'Select a file' });
  errors.push(...(settled?.errors ?? []));
  return { entered, isTheirs, errors, result: settled?.result ?? null };
}

async function arrive(
  context: CouncilContext,
  part: FilePart,
  { declared, signal }: { readonly declared: number; readonly signal: AbortSignal },
): Promise<Arrival> {
  const maxUploadMb = env().MAX_UPLOAD_MB;
  const storage = await getStorageUse(context);
  const full = { message: noRoom('The draft report was not uploaded', storage) };
  if (declared > storageLeft(storage)) return full;
  const space = holdSpace(context.council.id, storageLeft(storage));
  try {
    const received = await receiveFile(space.take(part.content), {
      ...{ councilId: context.council.id, personId: context.person.id, name: part.name, signal },
      maxBytes: maxUploadMb * MEGABYTE,
    });
    if (received.ok) return { file: received.file, space };
    space.release();
    return space.isFull()
      ? full
      : { message: refusalMessage(received.reason, { maxUploadMb, name: part.name }) };
  } catch (error) {
    space.release();
    return { message: failureMessage(error).message };
  }
}

/** Keeps the file that arrived. Without `answers` it is removed. */
async function settle(
  context: CouncilContext,
  inspection: number,
  answers: UploadDraft | null,
  arrival: Arrival,
): Promise<{ readonly result: UploadDraftResult | null; readonly errors: readonly DraftError[] }> {
  const refused = (message: string) => ({ result: null, errors: [{ field: 'file', message }] as const });
  if ('message' in arrival) return refused(arrival.message);
  const { file, space } = arrival;
  try {
    if (!answers) {
      await file.discard();
      return refused('Your file was not uploaded. Correct your answers, then select it again');
    }
    const result = await uploadDraft(context, inspection, answers, file);
    const message = refusalOf(result);
    return message === null ? { result, errors: [] } : { result, errors: [{ field: 'file', message }] };
  } catch (error) {
    return refused(failureMessage(error).message);
  } finally {
    space.release();
  }
}

function refusalOf(result: UploadDraftResult): string | null {
  switch (result.outcome) {
    case 'uploaded':
      return null;
    case 'ended':
      return 'Nothing was uploaded because this inspection has ended. Open it again first, from its page';
    case 'not found':
      return 'Nothing was uploaded because you are not named to check this report any more';
    case 'storage full':
      return noRoom('The draft report was not uploaded', result.storage);
    case 'unread':
      return UNREAD[result.why];
  }
}

const UNREAD: Readonly<Record<Extract<UploadDraftResult, { outcome: 'unread' }>['why'], string>> = {
  'not a PDF': 'The selected file is not a PDF. Save the report as a PDF and upload it',
  infected:
    'The virus scanner did not find the selected file clean, so it was removed. Ask CQC to send it again',
  'scanner away': 'The file was not uploaded because the virus scanner does not answer. Try again later',
  'too many pages': 'The selected file has more than 500 pages. Upload the report without its annexes',
  unreadable: 'The selected file cannot be read. Save it as a PDF again and upload it',
  busy: 'The service is reading too many files now. Try again in a minute',
};
