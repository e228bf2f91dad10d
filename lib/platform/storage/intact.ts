import 'server-only';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { fileStore } from './disk.ts';

/**
 * What is wrong with a published file, in words for a line about it; null when it is there, with the length and the
 * SHA-256 that its row says. Reads the file as a stream.
 *
 * @throws StorageError `bad-identifier` when an id is not a UUID; any error of the disk but that the file is missing
 */
export async function damageOf(file: {
  readonly councilId: string;
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}): Promise<string | null> {
  const size = await fileStore.size(file);
  if (size === null) return 'its file is missing';
  if (size !== file.bytes) return `its file has ${size} bytes instead of ${file.bytes}`;
  const hash = createHash('sha256');
  await pipeline(fileStore.read(file, { from: 0, to: size - 1 }), hash);
  return hash.digest('hex') === file.sha256 ? null : 'its file does not match its fingerprint';
}
