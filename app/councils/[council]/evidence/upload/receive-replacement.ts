import 'server-only';
import type { ReplaceError, ReplaceValues } from '#components/evidence/replace-answers.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { readDate } from '#lib/platform/forms/read-date.ts';
import { fieldErrors, readForm } from '#lib/platform/forms/read-form.ts';
import { readMultipart } from '#lib/platform/storage/multipart.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { replaceFile } from '#lib/record/evidence/commands.ts';
import { noRoom } from '#lib/record/evidence/rules.ts';
import { type ReplaceFile, replaceFields, replaceSchema } from '#lib/record/evidence/schema.ts';
import { asFormData, BESIDE_FILES, FIELD_BYTES, MEGABYTE } from './form-fields.ts';
import { type FileArrival, receiveOne } from './receive-file.ts';
import { formProblem } from './upload-problems.ts';

export type ReplacementOutcome = {
  /** The version that the file became. Null: `errors` say why not. */
  readonly version: number | null;
  readonly errors: readonly ReplaceError[];
  readonly values: ReplaceValues;
  /** Whether the sender opened the form. If not, nothing is kept and `entered` holds what they sent. */
  readonly isTheirs: boolean;
  readonly entered: FormData;
};

/** Reads a form with the file that replaces an item's. The file waits on the disk until the answers are read. */
export async function receiveReplacement(
  context: CouncilContext,
  request: Request,
  reference: string,
): Promise<ReplacementOutcome> {
  const maxUploadMb = env().MAX_UPLOAD_MB;
  const declared = Number(request.headers.get('content-length') ?? 0) - BESIDE_FILES;
  const form = await readMultipart(
    request,
    {
      onFile: (part) =>
        receiveOne(context, part, { maxBytes: maxUploadMb * MEGABYTE, declared, signal: request.signal }),
    },
    { files: 1, fields: 20, fieldBytes: FIELD_BYTES, bodyBytes: (maxUploadMb + 4) * MEGABYTE },
  );
  const entered = asFormData(form.fields);
  const values = {
    ...readForm(entered, [...replaceFields, 'based']),
    datedOn: readDate(entered, 'datedOn'),
    ...(entered.has('reviewBy-day') && { reviewBy: readDate(entered, 'reviewBy') }),
  };
  const isTheirs = readFormToken(entered.get(FORM_TOKEN_FIELD), context.person.id).ok;
  const parsed = replaceSchema.safeParse(values);
  const details = isTheirs && form.ok && parsed.success ? parsed.data : null;
  const [arrival] = form.files;
  const result = await settle(context, reference, details, arrival);
  const errors: ReplaceError[] = [];
  if (!form.ok) {
    const { field, message } = formProblem(form.reason, form.cause, { maxUploadMb, files: 1 }).error;
    errors.push({ field: field === 'file' ? field : '', message });
  }
  if (form.ok && !arrival) errors.push(inFile('Select a file'));
  if (form.ok && !parsed.success) errors.push(...fieldErrors(parsed.error, replaceFields));
  errors.push(...(result?.errors ?? []));
  return { version: result?.version ?? null, errors, values, isTheirs, entered };
}

type Settled = { readonly version: number | null; readonly errors: readonly ReplaceError[] };

/** Makes a version of the file that arrived. Without `details` it is removed. */
async function settle(
  context: CouncilContext,
  reference: string,
  details: ReplaceFile | null,
  arrival: FileArrival | undefined,
): Promise<Settled | null> {
  if (!arrival) return null;
  if (arrival.kind !== 'received') return { version: null, errors: arrivalErrors(arrival) };
  const { file, space } = arrival;
  try {
    return details ? await replace(context, reference, details, file) : await leaveUnread(file);
  } catch (error) {
    return { version: null, errors: [failureMessage(error)] };
  } finally {
    space.release();
  }
}

async function leaveUnread(file: ReceivedFile): Promise<Settled> {
  await file.discard();
  return {
    version: null,
    errors: [inFile('Your file was not uploaded. Correct your answers, then select it again')],
  };
}

async function replace(
  context: CouncilContext,
  reference: string,
  details: ReplaceFile,
  file: ReceivedFile,
): Promise<Settled> {
  const result = await replaceFile(context, reference, details, file);
  const refused = (error: ReplaceError): Settled => ({ version: null, errors: [error] });
  switch (result.outcome) {
    case 'replaced':
    case 'already':
      return { version: result.version, errors: [] };
    case 'newer':
      return refused(
        inFile(
          `${result.by} added version ${result.version} on ${formatDateTime(result.at)}, after you opened this page. Look at that version first, then select your file again if it should replace it`,
        ),
      );
    case 'same as now':
      return refused(
        inFile(
          `This is the same file as ${reference} has now, so nothing was changed. Select the new version`,
        ),
      );
    case 'same file':
      return refused(
        inFile(
          result.withdrawn
            ? `This is the same file as ${result.reference}, ${result.title}, which has been withdrawn, so ${reference} was not replaced`
            : `This is the same file as ${result.reference}, ${result.title}, so ${reference} was not replaced. Use ${result.reference} instead`,
        ),
      );
    case 'storage full':
      return refused(inFile(noRoom('The file was not added', result.storage)));
    case 'link':
      return refused({ field: '', message: `${reference} is a link, which has no file to replace` });
    case 'erased':
      return refused({ field: '', message: `Nothing was changed because ${reference} has been erased` });
    case 'not found':
      return refused({ field: '', message: `${reference} is not in your evidence list` });
  }
}

function arrivalErrors(arrival: Exclude<FileArrival, { kind: 'received' }>): readonly ReplaceError[] {
  switch (arrival.kind) {
    case 'refused':
      return [
        inFile(refusalMessage(arrival.reason, { maxUploadMb: env().MAX_UPLOAD_MB, name: arrival.name })),
      ];
    case 'storage full':
      return [inFile('The selected file was not added because your council’s storage is full')];
    case 'failed':
      return [failureMessage(arrival.error)];
    case 'barred':
    case 'unread':
      return [inFile('Your file was not uploaded. Select it again')];
  }
}

function inFile(message: string): ReplaceError {
  return { field: 'file', message };
}
