import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { type AllowedType, allowedTypeOf } from './allowed-types.ts';
import { checkApart, prepareCheck } from './checks/worker.ts';
import { displayName } from './file-name.ts';
import {
  councilFolder,
  ensureFolder,
  filePath,
  incomingFolder,
  PART_ENDING,
  syncFolder,
} from './location.ts';
import { reasonByName, type UploadRefusal } from './refusals.ts';
import { isFull, StorageError } from './storage-error.ts';

/** A file that has been received, checked and written to the disk, and that nobody can see yet. */
export type ReceivedFile = {
  /** UUID v7: the name of the file on disk and the key of its row. */
  readonly id: string;
  /** Safe display name; see `displayName`. */
  readonly name: string;
  /** From the table of allowed types, never from the browser. */
  readonly mediaType: string;
  /** Counted while it was received. */
  readonly bytes: number;
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /**
   * Moves the file to its council's folder and waits until that is on the disk. Call it right before the row is
   * written; when writing the row fails, call `discard`. A second call gives the first one's result.
   *
   * @throws StorageError `storage-full` or `write-failed`; the file is gone by then
   */
  publish(): Promise<void>;
  /** Removes the file, published or not. May be called at any time and any number of times. Never throws. */
  discard(): Promise<void>;
};

/** What came of receiving a file. `cause` is for the log only. */
export type Received =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly reason: UploadRefusal; readonly cause?: unknown };

/** Bytes, and pieces, gathered before they are written in one go. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_PIECES = 64;
const BATCHES_WAITING = 3;

/**
 * Receives one file: streams it to `<DATA_DIR>/files/incoming`, counts and hashes it on the way, compares the
 * length, checks the content against the extension and waits until the bytes are on the disk.
 *
 * Memory does not grow with the file: at most five batches of about 1 MiB are held, and the source is not read while
 * so many are waiting for the disk. Reading stops at once when the count passes `maxBytes`. Whenever the result is not
 * `ok`, no file is left behind.
 *
 * @param source the bytes. A piece must not be altered after it was handed over. When the file is refused early a
 *   `Readable` is destroyed and any other iterable is told to return; who needs the rest of it read, so that a
 *   browser gets its answer, passes `readable.iterator({ destroyOnReturn: false })` and drains it afterwards, as
 *   `readMultipart` does.
 * @param options.councilId UUID of the council that will own the file
 * @param options.personId who sends it
 * @param options.name the name as the browser sent it
 * @param options.declaredBytes the length that was announced, if one was
 * @param options.maxBytes the cap, in bytes
 * @param options.signal ends the check of what nobody waits for; `incomplete` then
 * @throws StorageError `bad-identifier` when `councilId` is not a UUID, before anything is read
 *
 * @example
 * const received = await receiveFile(part.content, { councilId, personId, name: part.name, maxBytes: 100 * 1024 ** 2 });
 * if (!received.ok) return refusalMessage(received.reason, { maxUploadMb: 100 });
 * await received.file.publish();
 * // … write the row; when that fails: await received.file.discard();
 */
export async function receiveFile(
  source: Readable | AsyncIterable<Uint8Array>,
  options: {
    readonly councilId: string;
    readonly personId: string;
    readonly name: string;
    readonly declaredBytes?: number;
    readonly maxBytes: number;
    readonly signal?: AbortSignal;
  },
): Promise<Received> {
  const id = v7();
  const target = filePath(options.councilId, id);
  const name = displayName(options.name);
  const type = allowedTypeOf(name);
  const part = join(incomingFolder(), `${randomUUID()}${PART_ENDING}`);
  // Between two awaits nobody else listens, and an 'error' without a listener ends the process.
  if (source instanceof Readable) source.on('error', () => {});

  if (type === null) {
    await giveUp(source);
    return { ok: false, reason: reasonByName(name) };
  }
  const outcome = await receiveInto(part, source, type, options);
  if ('reason' in outcome) {
    await giveUp(source);
    await remove(part);
    return { ok: false, ...outcome };
  }
  return {
    ok: true,
    file: { id, name, mediaType: type.mediaType, ...outcome, ...placing(part, options.councilId, target) },
  };
}

type Written = { readonly bytes: number; readonly sha256: string };
type Refusal = { readonly reason: UploadRefusal; readonly cause?: unknown };

async function receiveInto(
  part: string,
  source: AsyncIterable<Uint8Array>,
  type: AllowedType,
  options: Parameters<typeof receiveFile>[1],
): Promise<Written | Refusal> {
  const { declaredBytes, maxBytes } = options;
  if (declaredBytes === 0) return { reason: 'empty' };
  if (declaredBytes !== undefined && declaredBytes > maxBytes) return { reason: 'too-large' };
  prepareCheck();
  try {
    await ensureFolder(incomingFolder());
    const handle = await open(part, 'wx', 0o600);
    try {
      const written = await writeAll(source, handle, maxBytes);
      if ('reason' in written) return written;
      if (declaredBytes !== undefined && written.bytes !== declaredBytes) return { reason: 'incomplete' };
      if (written.bytes === 0) return { reason: 'empty' };
      const { councilId: council, personId: person, signal } = options;
      const [reason] = await Promise.all([
        checkApart({ path: part, type }, { council, person, signal }),
        handle.sync(),
      ]);
      return reason === null ? written : { reason };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return { reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}

/** Hashes while up to `BATCHES_WAITING` batches are on their way to the disk, in order. */
async function writeAll(
  source: AsyncIterable<Uint8Array>,
  handle: FileHandle,
  maxBytes: number,
): Promise<Written | Refusal> {
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
      if (bytes > maxBytes) return { reason: 'too-large' };
      if (piece.length === 0) continue;
      hash.update(piece);
      batch.push(piece);
      batchBytes += piece.length;
      if (batchBytes >= BATCH_BYTES || batch.length >= BATCH_PIECES) await flush();
    }
    await flush();
    await writing;
    return { bytes, sha256: hash.digest('hex') };
  } catch (cause) {
    if (!(cause instanceof StorageError)) return { reason: 'incomplete', cause };
    return { reason: cause.kind === 'storage-full' ? 'storage-full' : 'failed', cause };
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

function placing(part: string, councilId: string, target: string): Pick<ReceivedFile, 'publish' | 'discard'> {
  let published: Promise<void> | null = null;
  const move = async () => {
    try {
      const folder = councilFolder(councilId);
      await ensureFolder(folder);
      await rename(part, target);
      await syncFolder(folder);
    } catch (cause) {
      await remove(part);
      await remove(target);
      throw writeFailure('could not publish a file', cause);
    }
  };
  return {
    publish() {
      published ??= move();
      return published;
    },
    async discard() {
      await published?.catch(() => {});
      await remove(part);
      await remove(target);
    },
  };
}

function writeFailure(message: string, cause: unknown): StorageError {
  return new StorageError(isFull(cause) ? 'storage-full' : 'write-failed', message, { cause });
}

/** What cannot be removed now is removed by the sweep. */
async function remove(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}

async function giveUp(source: Readable | AsyncIterable<Uint8Array>): Promise<void> {
  if (source instanceof Readable) source.destroy();
  else await source[Symbol.asyncIterator]().return?.();
}
