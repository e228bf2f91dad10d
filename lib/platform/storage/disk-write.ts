import 'server-only';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { freeBytes } from './free-bytes.ts';
import { isFull, StorageError } from './storage-error.ts';

/** A batch is written once it has this many bytes or pieces. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_PIECES = 64;
const BATCHES_WAITING = 3;

/**
 * Writes a source to a new file, counting and hashing on the way, and takes over the memory of its pieces. Does not
 * sync the file to the disk.
 *
 * Memory use is constant: at most five batches of about 1 MiB are held, and reading pauses while that many wait for
 * the disk.
 *
 * @throws StorageError `storage-full` or `write-failed`; the system's error if the file cannot be created; any error
 *   of the source. The partly written file is left in place.
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

/** Hashes while up to `BATCHES_WAITING` batches are being written, in order. */
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
    // Awaited later; until then a failure must not count as an unhandled rejection.
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
      left = remainder(left, bytesWritten);
    }
    batch.forEach(freeBytes);
  } catch (cause) {
    throw writeFailure('could not write an incoming file', cause);
  }
}

/** The rest of a batch after a partial write. */
function remainder(batch: readonly Uint8Array[], bytesWritten: number): readonly Uint8Array[] {
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
