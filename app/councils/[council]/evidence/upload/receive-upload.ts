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
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { readMultipart } from '#lib/platform/storage/multipart.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { noRoom, storageLeft } from '#lib/record/evidence/rules.ts';
import { uploadSchema } from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import {
  asFormData,
  BESIDE_FILES,
  FIELD_BYTES,
  formValues,
  MEGABYTE,
  MOST_FIELDS,
  typedFields,
} from './form-fields.ts';
import { addReceived, findWriteBlocker, receiveOne, type WriteBlocker } from './receive-file.ts';
import { fileProblem, formProblem, type Problem, statusOfRefusal } from './upload-problems.ts';

/** Maximum files in one form without script. */
export const MAX_FILES = 10;

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

const FILES_UNREAD = {
  answersWrong: 'Your files were not uploaded. Correct your answers, then select your files again',
  answersGood: 'Your files were not uploaded. Select them again',
} as const;

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
      fields: MOST_FIELDS,
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
