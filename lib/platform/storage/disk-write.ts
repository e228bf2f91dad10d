import 'server-only';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { isFull, StorageError } from './storage-error.ts';

/** Bytes, and pieces, gathered before they are written in one go. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_PIECES = 64;
const BATCHES_WAITING = 3;

/**
 * Writes a source to a new file, counts and hashes it on the way. Does not wait until it is on the disk.
 *
 * Memory does not grow with the file: at most five batches of about 1 MiB are held, and the source is not read while
 * so many are waiting for the disk.
 *
 * @throws StorageError `storage-full` or `write-failed`; the system's error when the file cannot be made; and whatever the
 *   source throws. The file is left as it is.
 */
export async function writeSource(
  path: string,
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    return await writeBatches(handle, source);
  } finally {
    await handle.close();
  }
}

/** Hashes while up to `BATCHES_WAITING` batches are on their way to the disk, in order. */
async function writeBatches(handle: FileHandle, source: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let bytes = 0;
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  const waiting: Promise<void>[] = [];
  const flush = async () => {
    const full = batch;
    batch = [];
    batchBytes = 0;
    writing = writing.then(() => writeBatch(handle, full));
    // It is awaited later; until then a failure must not count as unhandled.
    writing.catch(() => {});
    waiting.push(writing);
    if (waiting.length > BATCHES_WAITING) await waiting.shift();
  };
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (piece.length === 0) continue;
      hash.update(piece);
      batch.push(piece);
      batchBytes += piece.length;
      if (batchBytes >= BATCH_BYTES || batch.length >= BATCH_PIECES) await flush();
    }
    await flush();
    await writing;
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await writing.catch(() => {});
  }
}

async function writeBatch(handle: FileHandle, batch: readonly Uint8Array[]): Promise<void> {
  try {
    for (let left = batch; left.length > 0; ) {
      const { bytesWritten } = await handle.writev(left);
      left = after(left, bytesWritten);
    }
  } catch (cause) {
    throw writeFailure('could not write an incoming file', cause);
  }
}

/** What is left of a batch when the system took only part of it. */
function after(batch: readonly Uint8Array[], bytesWritten: number): readonly Uint8Array[] {
  let skip = bytesWritten;
  let index = 0;
  for (const piece of batch) {
    if (skip < piece.length) break;
    skip -= piece.length;
    index += 1;
  }
  const [first, ...rest] = batch.slice(index);
  return first === undefined ? [] : [first.subarray(skip), ...rest];
}

export function writeFailure(message: string, cause: unknown): StorageError {
  return new StorageError(isFull(cause) ? 'storage-full' : 'write-failed', message, { cause });
}
