import 'server-only';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { fileStore } from './file-store.ts';

/**
 * Describes the damage to a finished file in words for a report ("its file is missing"), or returns null if the file
 * exists with the length and SHA-256 in its row. Reads the file as a stream.
 *
 * @throws StorageError `bad-identifier` if an id is not a UUID; any disk error except a missing file
 */
export async function findDamage(file: {
  readonly councilId: string;
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}): Promise<string | null> {
  const size = await fileStore().size(file);
  if (size === null) return 'its file is missing';
  if (size !== file.bytes) return `its file has ${size} bytes instead of ${file.bytes}`;
  const hash = createHash('sha256');
  await pipeline(fileStore().read(file, { from: 0, to: size - 1 }), hash);
  return hash.digest('hex') === file.sha256 ? null : 'its file does not match its fingerprint';
}

/** Describes that an erased file still exists, in the same words. Null if its bytes are gone. */
export async function findErased(file: {
  readonly councilId: string;
  readonly id: string;
}): Promise<string | null> {
  return (await fileStore().size(file)) === null ? null : 'its erased file has not been removed';
}
