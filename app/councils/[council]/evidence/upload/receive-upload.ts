import 'server-only';
import type {
  SameFile,
  UploadError,
  UploadedItem,
  UploadField,
  UploadValues,
} from '#components/evidence/upload-answers.ts';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import {
  ANOTHER_PERSON,
  CLOSED_MEANWHILE,
  failureMessage,
  LOCKED,
  PAGE_OUT_OF_DATE,
} from '#lib/platform/forms/failure.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { readDate } from '#lib/platform/forms/read-date.ts';
import { fieldErrors, readForm } from '#lib/platform/forms/read-form.ts';
import { log } from '#lib/platform/log.ts';
import { displayName } from '#lib/platform/storage/file-name.ts';
import { type FilePart, type MultipartRefusal, readMultipart } from '#lib/platform/storage/multipart.ts';
import { type ReceivedFile, receiveFile } from '#lib/platform/storage/receive.ts';
import { refusalMessage, type UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { getWriteBlocker } from '#lib/record/assessments/queries.ts';
import { addFile } from '#lib/record/evidence/commands.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { noRoom, storageLeft } from '#lib/record/evidence/rules.ts';
import {
  detailFields,
  placeSchema,
  type UploadDetails,
  uploadSchema,
  useFields,
} from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { type HeldSpace, holdSpace } from './hold-space.ts';

export type UploadOutcome = {
  readonly status: number;
  readonly added: readonly UploadedItem[];
  /** Files already in the council's list, under this name or another. */
  readonly same: readonly SameFile[];
  readonly errors: readonly UploadError[];
  readonly values: UploadValues;
  readonly statement: StatementId | null;
  /** The assessment has been closed since the form was opened. */
  readonly closed: boolean;
  /** Whether the sender opened the form. If not, nothing is kept and `entered` holds what they sent. */
  readonly isTheirs: boolean;
  readonly entered: FormData;
};

/** What became of a file when it arrived, before the answers after it in the form were read. */
export type FileArrival =
  | { readonly kind: 'received'; readonly file: ReceivedFile; readonly space: HeldSpace }
  | Exclude<FileOutcome, { readonly kind: 'added' | 'same' }>;

type FileOutcome =
  | { readonly kind: 'added'; readonly item: UploadedItem }
  | { readonly kind: 'same'; readonly file: SameFile }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: UploadRefusal }
  /** The file would exceed the council's storage limit. */
  | { readonly kind: 'storage full'; readonly name: string }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The statement's assessment is proposed, signed or closed. */
  | { readonly kind: 'barred'; readonly by: WriteBlocker }
  /** Not kept: the answers are not complete, or the form was someone else's. */
  | { readonly kind: 'unread' };

type WriteBlocker = NonNullable<Awaited<ReturnType<typeof getWriteBlocker>>>;

/** Maximum files in one form without script. */
export const MAX_FILES = 10;

const FILES_UNREAD = {
  answersWrong: 'Your files were not uploaded. Correct your answers, then select your files again',
  answersGood: 'Your files were not uploaded. Select them again',
} as const;

export const MEGABYTE = 1024 ** 2;
export const FIELD_BYTES = 64 * 1024;
/** Allowance for the part of an upload that is not files. */
export const BESIDE_FILES = 64 * 1024;
const typedFields = [...detailFields, ...useFields] as const;

/** Reads the answers of someone who may not add files. File bytes are discarded. */
export async function readEntered(request: Request): Promise<FormData> {
  const { fields } = await readMultipart(
    request,
    { onFile: async () => null },
    { files: 1, fields: 30, fieldBytes: FIELD_BYTES, bodyBytes: MEGABYTE },
  );
  return asFormData(fields);
}

/**
 * Reads an upload form as it arrives and makes an evidence item of each file. Whose form it is and its statement come
 * before the files. The other answers may follow them: until all are there, files wait on the disk and are no items.
 */
export async function receiveUpload(
  context: CouncilContext,
  request: Request,
  most: { readonly files: number },
): Promise<UploadOutcome> {
  const maxUploadMb = env().MAX_UPLOAD_MB;
  const declared = Number(request.headers.get('content-length') ?? 0) - BESIDE_FILES;
  const form = await readMultipart(
    request,
    {
      onFile: (part) =>
        receiveOne(context, part, {
          maxBytes: maxUploadMb * MEGABYTE,
          declared,
          signal: request.signal,
        }),
    },
    {
      files: most.files,
      fields: 30,
      fieldBytes: FIELD_BYTES,
      bodyBytes: (most.files * maxUploadMb + 4) * MEGABYTE,
    },
  );
  const entered = asFormData(form.fields);
  const typed = formValues(entered);
  const token = readFormToken(entered.get(FORM_TOKEN_FIELD), context.person.id);
  const parsed = uploadSchema.safeParse(typed);
  const isWhole = form.ok || form.reason === 'too-many-files';
  const details = token.ok && isWhole && parsed.success ? parsed.data : null;
  const files = await addReceived(context, form.files, details);
  if (!token.ok) {
    const problem = form.ok
      ? { status: 403, error: token.reason === 'missing' ? PAGE_OUT_OF_DATE : ANOTHER_PERSON }
      : formProblem(form.reason, form.cause, { maxUploadMb, files: most.files });
    const nothing = { added: [], same: [], values: typed, statement: null, closed: false };
    return { ...nothing, status: problem.status, errors: [problem.error], isTheirs: false, entered };
  }
  const added = files.flatMap((file) => (file.kind === 'added' ? [file.item] : []));
  const problems: Problem[] = [];
  let obstacle: WriteBlocker | null = files.find((file) => file.kind === 'barred')?.by ?? null;
  if (!form.ok) problems.push(formProblem(form.reason, form.cause, { maxUploadMb, files: most.files }));
  else {
    // A script checks the answers before it sends a file.
    if (files.length === 0 && !form.fields.has('check')) problems.push(fileProblem(422, 'Select a file'));
    if (!parsed.success) {
      for (const error of fieldErrors<UploadField>(parsed.error, typedFields)) {
        problems.push({ status: 422, error });
      }
    }
    if (files.some(({ kind }) => kind === 'unread')) {
      problems.push(fileProblem(422, FILES_UNREAD[parsed.success ? 'answersGood' : 'answersWrong']));
    }
    const asked = form.fields.has('check') && parsed.success ? parsed.data : null;
    if (asked) {
      obstacle = await findWriteBlocker(context, asked);
      const storage = await getStorageUse(context);
      const bytes = Number(form.fields.get('bytes')?.[0] ?? 0);
      if (bytes > storageLeft(storage)) problems.push(fileProblem(507, noRoom('Nothing was added', storage)));
    }
  }
  for (const file of files) {
    if (file.kind === 'refused') {
      const { name, reason } = file;
      const isOneOfMany = files.length > 1;
      problems.push(
        fileProblem(statusOfRefusal(reason), refusalMessage(reason, { maxUploadMb, name, isOneOfMany })),
      );
    }
    if (file.kind === 'storage full') {
      const name = files.length > 1 ? file.name : 'The selected file';
      problems.push(fileProblem(507, noRoom(`${name} was not added`, await getStorageUse(context))));
    }
    if (file.kind === 'failed') {
      problems.push({ status: httpStatusOf(file.error), error: failureMessage(file.error) });
    }
  }
  const isClosed = obstacle?.outcome === 'closed';
  if (obstacle) {
    problems.push({
      status: 409,
      error: obstacle.outcome === 'closed' ? CLOSED_MEANWHILE : LOCKED[obstacle.state],
    });
  }
  return {
    status: Math.max(201, ...problems.map(({ status }) => status)),
    added,
    same: files.flatMap((file) => (file.kind === 'same' ? [file.file] : [])),
    errors: problems.map(({ error }) => error),
    values: typed,
    statement: isKnownStatement(typed.statement) ? typed.statement : null,
    closed: isClosed,
    isTheirs: true,
    entered,
  };
}

export type Problem = { readonly status: number; readonly error: UploadError };

/** Statuses of refusals other than 422. */
const STATUS: Partial<Record<UploadRefusal, number>> = {
  'too-large': 413,
  'no-type': 415,
  'wrong-type': 415,
  'content-mismatch': 415,
  'storage-full': 507,
  busy: 503,
  failed: 500,
};

function statusOfRefusal(reason: UploadRefusal): number {
  return STATUS[reason] ?? (reason.includes(':') ? 415 : 422);
}

export async function receiveOne(
  context: CouncilContext,
  part: FilePart,
  options: {
    readonly maxBytes: number;
    /** What the whole form is said to have in files. */
    readonly declared: number;
    readonly signal: AbortSignal;
  },
): Promise<FileArrival> {
  const { maxBytes, declared, signal } = options;
  const councilId = context.council.id;
  const before = asFormData(part.fields);
  const place = placeSchema.safeParse(formValues(before));
  const isTheirs = readFormToken(before.get(FORM_TOKEN_FIELD), context.person.id).ok;
  if (!place.success || !isTheirs) return { kind: 'unread' };
  let space: HeldSpace | null = null;
  try {
    const obstacle = await findWriteBlocker(context, place.data);
    if (obstacle) return { kind: 'barred', by: obstacle };
    const name = displayName(part.name);
    const left = storageLeft(await getStorageUse(context));
    if (declared > left) return { kind: 'storage full', name };
    space = holdSpace(councilId, left);
    const received = await receiveFile(space.take(part.content), {
      councilId,
      personId: context.person.id,
      name: part.name,
      maxBytes,
      signal,
    });
    if (!received.ok) {
      space.release();
      if (space.isFull()) return { kind: 'storage full', name };
      if (received.reason === 'failed' || received.reason === 'storage-full') {
        log().error({ event: 'upload.failed', reason: received.reason, err: received.cause });
      }
      return { kind: 'refused', name, reason: received.reason };
    }
    return { kind: 'received', file: received.file, space };
  } catch (error) {
    space?.release();
    return { kind: 'failed', error };
  }
}

/** Makes items of the files that have arrived, one after the other. Without `details` it removes them. */
async function addReceived(
  context: CouncilContext,
  arrivals: readonly FileArrival[],
  details: UploadDetails | null,
): Promise<readonly FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const arrival of arrivals) {
    if (arrival.kind !== 'received') {
      outcomes.push(arrival);
      continue;
    }
    if (details) outcomes.push(await addOne(context, arrival.file, details));
    else {
      await arrival.file.discard();
      outcomes.push({ kind: 'unread' });
    }
    arrival.space.release();
  }
  return outcomes;
}

async function addOne(
  context: CouncilContext,
  file: ReceivedFile,
  details: UploadDetails,
): Promise<FileOutcome> {
  const { name } = file;
  try {
    const result = await addFile(context, details, file);
    if (result.outcome === 'locked' || result.outcome === 'closed') return { kind: 'barred', by: result };
    if (result.outcome === 'storage full') return { kind: 'storage full', name };
    const { reference } = result;
    if (result.outcome === 'same file') {
      const { title, attached, withdrawn } = result;
      const href = routes.evidenceItem(context.council.slug, reference);
      return { kind: 'same', file: { name, reference, title, attached, withdrawn, href } };
    }
    return { kind: 'added', item: { reference, title: details.title || name } };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Why evidence cannot be added to this statement, if anything. Then no file is received. */
async function findWriteBlocker(
  context: CouncilContext,
  { statement, assessment }: Pick<UploadDetails, 'statement' | 'assessment'>,
): Promise<WriteBlocker | null> {
  return statement && assessment ? getWriteBlocker(context, assessment) : null;
}

export function formProblem(
  reason: MultipartRefusal,
  cause: unknown,
  { maxUploadMb, files }: { readonly maxUploadMb: number; readonly files: number },
): Problem {
  switch (reason) {
    case 'too-many-files':
      return fileProblem(413, tooManyFiles(files));
    case 'too-large':
      return fileProblem(
        413,
        `Each selected file must be smaller than ${maxUploadMb}MB. Enter your answers again`,
      );
    case 'field-too-large':
      return {
        status: 413,
        error: { field: '', message: 'Your answers are too long. Shorten them and try again' },
      };
    case 'failed':
      return { status: 500, error: failureMessage(cause) };
    case 'not-multipart':
    case 'malformed':
    case 'incomplete':
    case 'too-many-fields':
      return fileProblem(400, refusalMessage('incomplete', { maxUploadMb }));
  }
}

export function tooManyFiles(most: number): string {
  return `You can upload up to ${formatCount(most, 'file')} at a time. Select fewer files`;
}

function fileProblem(status: number, message: string): Problem {
  return { status, error: { field: 'file', message } };
}

export function asFormData(fields: ReadonlyMap<string, readonly string[]>): FormData {
  const form = new FormData();
  for (const [name, values] of fields) for (const value of values) form.append(name, value);
  return form;
}

/** The typed answers, read by the same rules as in every other form. */
function formValues(form: FormData) {
  return {
    ...readForm(form, [...typedFields, 'statement', 'assessment', 'submission']),
    datedOn: readDate(form, 'datedOn'),
  };
}
