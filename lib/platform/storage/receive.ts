import 'server-only';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { type AllowedType, allowedTypeOf } from './allowed-types.ts';
import { checkApart, prepareCheck } from './checks/worker.ts';
import { fileStore } from './disk.ts';
import { displayName } from './file-name.ts';
import { reasonByName, type UploadRefusal } from './refusals.ts';
import { isFull, StorageError } from './storage-error.ts';
import type { FileKey } from './store.ts';

/** A file that has been received, checked and stored, and that nobody can see before its row is written. */
export type ReceivedFile = {
  /** UUID v7: names the file in the store, and is the key of its row. */
  readonly id: string;
  /** Safe display name; see `displayName`. */
  readonly name: string;
  /** From the table of allowed types, never from the browser. */
  readonly mediaType: string;
  /** Counted while it was received. */
  readonly bytes: number;
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Removes the file again, as when its row could not be written. Never throws. */
  discard(): Promise<void>;
};

/** What came of receiving a file. `cause` is for the log only. */
export type Received =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly reason: UploadRefusal; readonly cause?: unknown };

/**
 * Receives one file as a single part: stores it while it arrives, compares the length, checks the content against the
 * extension and waits until the bytes are on the disk. Memory does not grow with the file, and reading stops at once
 * when the count passes `maxBytes`. Unless the result is `ok`, no file is left behind.
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
  const key = { councilId: options.councilId, id: v7() };
  const name = displayName(options.name);
  const type = allowedTypeOf(name);
  // Between two awaits nobody else listens, and an 'error' without a listener ends the process.
  if (source instanceof Readable) source.on('error', () => {});

  if (type === null) {
    await giveUp(source);
    return { ok: false, reason: reasonByName(name) };
  }
  const outcome = await receiveAs(key, source, type, options);
  if ('reason' in outcome) {
    await giveUp(source);
    await discard(key);
    return { ok: false, ...outcome };
  }
  const { mediaType } = type;
  return {
    ok: true,
    file: { id: key.id, name, mediaType, ...outcome, discard: () => discard(key) },
  };
}

type Written = { readonly bytes: number; readonly sha256: string };
type Refusal = { readonly reason: UploadRefusal; readonly cause?: unknown };

async function receiveAs(
  key: FileKey,
  source: AsyncIterable<Uint8Array>,
  type: AllowedType,
  options: Parameters<typeof receiveFile>[1],
): Promise<Written | Refusal> {
  const { declaredBytes, maxBytes, councilId: council, personId: person, signal } = options;
  if (declaredBytes === 0) return { reason: 'empty' };
  if (declaredBytes !== undefined && declaredBytes > maxBytes) return { reason: 'too-large' };
  prepareCheck();
  try {
    const bytes = await fileStore.append(key, 0, limited(source, maxBytes));
    if (declaredBytes !== undefined && bytes !== declaredBytes) return { reason: 'incomplete' };
    if (bytes === 0) return { reason: 'empty' };
    const written = await fileStore.finish(key);
    const [reason] = await Promise.all([
      fileStore.withLocalFile(key, (path) => checkApart({ path, type }, { council, person, signal })),
      fileStore.sync(key),
    ]);
    return reason === null ? written : { reason };
  } catch (cause) {
    if (cause instanceof SourceError) return { reason: cause.reason, cause: cause.cause };
    if (cause instanceof StorageError && cause.kind === 'bad-identifier') throw cause;
    return { reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}

/** Why the bytes of a source ended early. */
class SourceError extends Error {
  readonly reason: 'too-large' | 'incomplete';

  constructor(reason: 'too-large' | 'incomplete', options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new SourceError('too-large');
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof SourceError ? cause : new SourceError('incomplete', { cause });
  }
}

/** What cannot be removed now is removed by the sweep. */
async function discard(key: FileKey): Promise<void> {
  await Promise.allSettled([fileStore.abandon(key), fileStore.remove(key)]);
}

async function giveUp(source: Readable | AsyncIterable<Uint8Array>): Promise<void> {
  if (source instanceof Readable) source.destroy();
  else await source[Symbol.asyncIterator]().return?.();
}
