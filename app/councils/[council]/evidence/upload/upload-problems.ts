import 'server-only';
import type { UploadError } from '#components/evidence/upload-answers.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import type { MultipartRefusal } from '#lib/platform/storage/multipart.ts';
import { refusalMessage, type UploadRefusal } from '#lib/platform/storage/refusals.ts';

// What can be wrong with a form of files: the status of the answer, and the message.

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

export function statusOfRefusal(reason: UploadRefusal): number {
  return STATUS[reason] ?? (reason.includes(':') ? 415 : 422);
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

export function fileProblem(status: number, message: string): Problem {
  return { status, error: { field: 'file', message } };
}
