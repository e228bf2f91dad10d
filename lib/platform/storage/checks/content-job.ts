import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checkContent } from './content.ts';

/** A file to check; see `checkContent`. */
export type ContentJob = { readonly path: string; readonly type: AllowedType };

/** Checks an uploaded file inside a worker process. */
export function runJob({ path, type }: ContentJob): Promise<UploadRefusal | null> {
  return checkContent(path, type);
}
