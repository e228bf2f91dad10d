import 'server-only';
import { fileStore } from './file-store.ts';
import { StorageError } from './storage-error.ts';
import type { ByteRange } from './store.ts';

/** The row of a stored file. */
export type StoredFile = {
  readonly councilId: string;
  readonly id: string;
  /** Display name, offered as the name to save under. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** A stored file that exists on disk with the length in its row. */
export type LocatedFile = StoredFile & {
  /** The bytes of a span; see `FileStore.read`. */
  read(span: ByteRange, signal: AbortSignal): ReadableStream<Uint8Array>;
};

/**
 * Finds the bytes of a stored file. It checks no permission: for a person's request, call `readableFile` of the
 * evidence first.
 *
 * @throws StorageError `file-missing` or `size-mismatch` if the disk does not match the row
 */
export async function locateFile(file: StoredFile): Promise<LocatedFile> {
  const bytes = await fileStore().size(file);
  if (bytes === null) throw new StorageError('file-missing', `file ${file.id} is not on the disk`);
  if (bytes !== file.bytes) {
    throw new StorageError(
      'size-mismatch',
      `file ${file.id} has ${bytes} bytes and should have ${file.bytes}`,
    );
  }
  return { ...file, read: (span, signal) => fileStore().read(file, span, signal) };
}
