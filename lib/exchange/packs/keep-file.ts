import 'server-only';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';

/** Finishes a file of a pack in the store, where it then survives a power cut. */
export async function keepFile(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const stored = await fileStore().finish(file);
  await fileStore().sync(file);
  return stored;
}
