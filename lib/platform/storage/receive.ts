import 'server-only';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import type { JobRequest } from '#lib/platform/workers/pool.ts';
import { type AllowedType, allowedTypeOf } from './allowed-types.ts';
import type { ContentJob } from './checks/content-job.ts';
import { checkApart, prepareCheck } from './checks/worker.ts';
import { displayName } from './file-name.ts';
import { fileStore } from './file-store.ts';
import { patched } from './patches.ts';
import { reasonByName, type UploadRefusal } from './refusals.ts';
import { isFull, StorageError } from './storage-error.ts';
import type { FileKey } from './store.ts';

/** A file that has been received, checked and stored. It is not visible until its row is written. */
export type ReceivedFile = {
  /** UUID v7: the file's id in the store and the key of its row. */
  readonly id: string;
  /** Safe display name; see `displayName`. */
  readonly name: string;
  /** From the table of allowed types, never from the browser. */
  readonly mediaType: string;
  /** Counted while receiving. */
  readonly bytes: number;
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Whether the place where it was taken was taken out of it; see `findPlaces`. */
  readonly withoutPlace: boolean;
  /** Removes the file, for example if its row cannot be written. Never throws. */
  discard(): Promise<void>;
};

/** The result of receiving a file. `cause` is for the log only. */
export type Received =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly reason: UploadRefusal; readonly cause?: unknown };

/**
 * Receives one file as a single part: stores it while it arrives, compares the length, checks that the content matches
 * the extension and syncs the bytes to the disk. Memory use does not grow with the file, and reading stops as soon as
 * `maxBytes` is exceeded. Unless the result is `ok`, no file is left behind.
 *
 * @param source the bytes. Its pieces are taken over: they are empty once written. If the file is refused early, a
 *   `Readable` is destroyed and any other iterable gets a call of `return`. To read the rest of a `Readable`, so that the
 *   browser gets its answer, pass `readable.iterator({ destroyOnReturn: false })` and drain it afterwards, as
 *   `readMultipart` does.
 * @param options.councilId UUID of the council that will own the file
 * @param options.personId the sender
 * @param options.name the name as sent by the browser
 * @param options.declaredBytes the announced length, if any
 * @param options.maxBytes the limit, in bytes
 * @param options.signal aborts a check when nobody is waiting for its result, which is then `incomplete`
 * @throws StorageError `bad-identifier` if `councilId` is not a UUID, before anything is read
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
  // Between two reads no one else listens, and an 'error' without a listener ends the process.
  if (source instanceof Readable) source.on('error', () => {});

  if (type === null) {
    await abandonSource(source);
    return { ok: false, reason: reasonByName(name) };
  }
  const outcome = await receiveAndCheck(key, source, type, options);
  if ('reason' in outcome) {
    await abandonSource(source);
    await discard(key);
    return { ok: false, ...outcome };
  }
  const { mediaType } = type;
  return {
    ok: true,
    file: { id: key.id, name, mediaType, ...outcome, discard: () => discard(key) },
  };
}

type WrittenFile = { readonly bytes: number; readonly sha256: string };
/** `title`: if the document has one and it was asked for. */
type CleanFile = WrittenFile & Pick<ReceivedFile, 'withoutPlace'> & { readonly title?: string };
type Refusal = { readonly reason: UploadRefusal; readonly cause?: unknown };

async function receiveAndCheck(
  key: FileKey,
  source: AsyncIterable<Uint8Array>,
  type: AllowedType,
  options: Parameters<typeof receiveFile>[1],
): Promise<CleanFile | Refusal> {
  const { declaredBytes, maxBytes, councilId: council, personId: person, signal } = options;
  if (declaredBytes === 0) return { reason: 'empty' };
  if (declaredBytes !== undefined && declaredBytes > maxBytes) return { reason: 'too-large' };
  prepareCheck();
  try {
    const bytes = await fileStore().append(key, 0, limited(source, maxBytes));
    if (declaredBytes !== undefined && bytes !== declaredBytes) return { reason: 'incomplete' };
    if (bytes === 0) return { reason: 'empty' };
    const written = await fileStore().finish(key);
    return await checkAndClean(key, written, { type }, { council, person, signal });
  } catch (cause) {
    if (cause instanceof SourceError) return { reason: cause.reason, cause: cause.cause };
    if (cause instanceof StorageError && cause.kind === 'bad-identifier') throw cause;
    return { reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}

/**
 * Checks a finished file that has no row yet, takes the place where it was taken out of it, and syncs it to the disk.
 * Asked again after a crash at any point, it goes on from there.
 */
export async function checkAndClean(
  key: FileKey,
  written: WrittenFile,
  job: Omit<ContentJob, 'path'>,
  request: JobRequest,
): Promise<CleanFile | Refusal> {
  const [checked] = await Promise.all([
    fileStore().withLocalFile(key, (path) => checkApart({ path, ...job }, request)),
    fileStore().sync(key),
  ]);
  if (checked.reason !== null) return { reason: checked.reason };
  const title = checked.title === undefined ? {} : { title: checked.title };
  if (checked.places.length === 0) return { ...written, ...title, withoutPlace: false };
  await fileStore().append(
    key,
    0,
    patched(fileStore().read(key, { from: 0, to: written.bytes - 1 }), checked.places),
  );
  const clean = await fileStore().finish(key);
  await fileStore().sync(key);
  return { ...clean, ...title, withoutPlace: true };
}

/** The reason why the bytes of a source ended early. */
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

/** The sweep removes what cannot be removed now. */
async function discard(key: FileKey): Promise<void> {
  await Promise.allSettled([fileStore().abandon(key), fileStore().remove(key)]);
}

async function abandonSource(source: Readable | AsyncIterable<Uint8Array>): Promise<void> {
  if (source instanceof Readable) source.destroy();
  else await source[Symbol.asyncIterator]().return?.();
}
