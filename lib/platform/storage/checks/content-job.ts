import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { Patch } from '#lib/platform/storage/patches.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checkContent } from './content.ts';
import { documentTitle } from './document-title.ts';
import { openFile } from './opened-file.ts';
import { findPlaces } from './places.ts';

/** A file to check; see `checkContent`. `withTitle`: whether its title is wanted. */
export type ContentJob = { readonly path: string; readonly type: AllowedType; readonly withTitle?: boolean };

/** `title`: of a document, in its own properties. `places`: patches that take out where it was taken; see `findPlaces`. */
export type CheckedContent =
  | { readonly reason: UploadRefusal }
  | { readonly reason: null; readonly places: readonly Patch[]; readonly title?: string };

/** Checks an uploaded file inside a worker process. */
export async function runJob({ path, type, withTitle = false }: ContentJob): Promise<CheckedContent> {
  const reason = await checkContent(path, type);
  if (reason !== null) return { reason };
  await using file = await openFile(path);
  const places = await findPlaces(file, type);
  if (places === null) return { reason: 'place-stays' };
  const title = withTitle ? await documentTitle(file, type) : null;
  return { reason, places, ...(title !== null && { title }) };
}
