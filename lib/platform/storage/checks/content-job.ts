import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { Patch } from '#lib/platform/storage/patches.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checkContent } from './content.ts';
import { openFile } from './opened-file.ts';
import { findPlaces } from './places.ts';

/** A file to check; see `checkContent`. */
export type ContentJob = { readonly path: string; readonly type: AllowedType };

/** `places`: patches that take out the place where a picture or film was taken; see `findPlaces`. */
export type CheckedContent =
  | { readonly reason: UploadRefusal }
  | { readonly reason: null; readonly places: readonly Patch[] };

/** Checks an uploaded file inside a worker process. */
export async function runJob({ path, type }: ContentJob): Promise<CheckedContent> {
  const reason = await checkContent(path, type);
  if (reason !== null) return { reason };
  await using file = await openFile(path);
  const places = await findPlaces(file, type);
  return places === null ? { reason: 'place-stays' } : { reason, places };
}
