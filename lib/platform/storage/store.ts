import 'server-only';
import { type FileHandle, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { councilFolder, filePath, INCOMING, incomingFolder, PART_ENDING, storageRoot } from './location.ts';
import { StorageError, systemCode } from './storage-error.ts';

/** Names the bytes of one stored file. Both are UUIDs. */
export type FileKey = { readonly councilId: string; readonly id: string };

/** The first and the last byte of a range, counted from 0, both included. */
export type Span = { readonly from: number; readonly to: number };

/** Something that the store holds. */
export type StoredObject = {
  /** Names it in reports: `<councilId>/<id>`, or `incoming/…`. */
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or renamed. */
  readonly touchedAt: Date;
  /** `unfinished`: a file that is still received, or was when the service ended. Null: none of ours. */
  readonly is: FileKey | 'unfinished' | null;
};

/**
 * Where the bytes of received files are. Nothing in it renames or appends, so that a store of objects can stand in for
 * the disk; how a file is received, which does both, is in receive.ts.
 */
export type FileStore = {
  /**
   * The length of a file; null when the store does not have it.
   *
   * @throws StorageError `bad-identifier` when an id is not a UUID; this goes for `read` too
   */
  size(file: FileKey): Promise<number | null>;
  /**
   * The bytes of a span. The file is opened when they are first read and closed at their end, on an error, and when the
   * reader goes or the signal says so. A read throws StorageError `size-mismatch` when the file became shorter.
   */
  read(file: FileKey, span: Span, signal?: AbortSignal): ReadableStream<Uint8Array>;
  /** Everything, folder by folder, by name. What goes while the list is read may be missing from it. */
  list(): AsyncIterable<StoredObject>;
  /** Removes what `list` named. False when it is gone already. */
  remove(object: Pick<StoredObject, 'path'>): Promise<boolean>;
};

const PIECE = 256 * 1024;

/** The store on the disk, below `<DATA_DIR>/files`. */
export const fileStore: FileStore = { size, read, list, remove };

async function size(file: FileKey): Promise<number | null> {
  try {
    return (await stat(filePath(file.councilId, file.id))).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function* list(): AsyncGenerator<StoredObject> {
  for (const name of await namesIn(incomingFolder()))
    yield* found(join(INCOMING, name), name.endsWith(PART_ENDING) ? 'unfinished' : null);
  for (const councilId of await namesIn(storageRoot())) {
    if (councilId === INCOMING) continue;
    if (!isUuid(councilId)) yield* found(councilId, null);
    else
      for (const id of await namesIn(councilFolder(councilId)))
        yield* found(join(councilId, id), isUuid(id) ? { councilId, id } : null);
  }
}

/** A folder under a name of ours is left out: it is no file, and nobody put it there but by hand. */
async function* found(path: string, is: StoredObject['is']): AsyncGenerator<StoredObject> {
  try {
    const entry = await stat(join(storageRoot(), path));
    const touchedAt = new Date(Math.max(entry.mtimeMs, entry.ctimeMs));
    if (is === null || entry.isFile()) yield { path, bytes: entry.size, touchedAt, is };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function remove({ path }: Pick<StoredObject, 'path'>): Promise<boolean> {
  try {
    await unlink(join(storageRoot(), path));
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function read(
  { councilId, id }: FileKey,
  { from, to }: Span,
  signal?: AbortSignal,
): ReadableStream<Uint8Array> {
  const path = filePath(councilId, id);
  let handle: FileHandle | null = null;
  let isOver = false;
  let position = from;
  const end = async () => {
    isOver = true;
    signal?.removeEventListener('abort', end);
    const closing = handle;
    handle = null;
    await closing?.close();
  };
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) isOver = true;

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (!isOver && !handle) {
            const opened = await open(path, 'r');
            // The browser may have gone while the file was being opened.
            if (isOver) await opened.close();
            else handle = opened;
          }
          if (isOver || !handle) throw new DOMException('The browser went away', 'AbortError');
          const piece = new Uint8Array(Math.min(PIECE, to - position + 1));
          const { bytesRead } = await handle.read(piece, 0, piece.length, position);
          if (bytesRead === 0)
            throw new StorageError('size-mismatch', 'a file became shorter while it was read');
          position += bytesRead;
          controller.enqueue(piece.subarray(0, bytesRead));
          if (position <= to) return;
          await end();
          controller.close();
        } catch (cause) {
          await end();
          throw cause;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
