import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { writeFailure, writeSource } from './disk-write.ts';
import {
  councilFolder,
  ensureFolder,
  filePath,
  INCOMING,
  incomingFolder,
  PART_ENDING,
  storageRoot,
  syncFolder,
} from './location.ts';
import { StorageError, systemCode } from './storage-error.ts';
import type { ByteRange, FileKey, FileStore, StoredObject } from './store.ts';

const PIECE = 256 * 1024;
/** Large enough to need a block of its own, so that a full disk is noticed. */
const PROBE_BYTES = 4096;

/** A part that was received in full. Its file name holds the same details. */
type Part = {
  readonly path: string;
  readonly from: number;
  readonly end: number;
  readonly sha256: string;
};

/** The file store on disk, in `<DATA_DIR>/files`. */
export class DiskStore implements FileStore {
  readonly #dataDir: string | undefined;

  /** @param dataDir overrides the `DATA_DIR` setting */
  constructor(dataDir?: string) {
    this.#dataDir = dataDir;
  }

  get place(): string {
    return storageRoot(this.#dataDir);
  }

  async append(file: FileKey, offset: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    this.#requireOffset(file, offset);
    const folder = this.#incoming(file);
    const path = newPath(folder);
    await ensureFolder(dirname(folder));
    // Not synced to the disk: a part need not survive a power cut.
    await mkdir(folder, { mode: 0o700, recursive: true });
    try {
      const { bytes, sha256 } = await writeSource(path, source);
      if (bytes > 0) {
        // Synchronous check and rename: of two parts for one offset, the second finds the first.
        this.#requireOffset(file, offset);
        renameSync(path, join(folder, `${offset}-${offset + bytes}.${sha256}${PART_ENDING}`));
        return offset + bytes;
      }
    } catch (error) {
      await removeWithFolder(path).catch(() => {});
      throw error;
    }
    await removeWithFolder(path);
    return offset;
  }

  async received(file: FileKey): Promise<number> {
    return (await this.size(file)) ?? this.#parts(file).at(-1)?.end ?? 0;
  }

  async finish(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }> {
    const target = this.#path(file);
    const parts = this.#parts(file);
    const [first, ...others] = parts;
    if (!first) throw new StorageError('file-missing', `nothing was received of file ${file.id}`);
    try {
      await ensureFolder(councilFolder(file.councilId, this.#dataDir));
      if (others.length === 0) {
        await rename(first.path, target);
        await removeEmpty(this.#incoming(file));
        return { bytes: first.end, sha256: first.sha256 };
      }
      const whole = newPath(this.#incoming(file));
      const written = await writeSource(whole, joined(parts));
      await rename(whole, target);
      await this.abandon(file);
      return written;
    } catch (cause) {
      throw cause instanceof StorageError ? cause : writeFailure('could not finish a file', cause);
    }
  }

  async sync(file: FileKey): Promise<void> {
    try {
      const handle = await open(this.#path(file), 'r+');
      await handle.sync().finally(() => handle.close());
      await syncFolder(councilFolder(file.councilId, this.#dataDir));
    } catch (cause) {
      throw writeFailure('could not sync a file', cause);
    }
  }

  async abandon(file: FileKey): Promise<void> {
    await rm(this.#incoming(file), { recursive: true, force: true });
  }

  async size(file: FileKey): Promise<number | null> {
    try {
      return (await stat(this.#path(file))).size;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  read(file: FileKey, span: ByteRange, signal?: AbortSignal): ReadableStream<Uint8Array> {
    return readSpan(this.#path(file), span, signal);
  }

  withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T> {
    return use(this.#path(file));
  }

  async *list(): AsyncGenerator<StoredObject> {
    for (const name of await listNames(incomingFolder(this.#dataDir))) {
      // The previous release keeps the parts of all files in one folder.
      const parts = isUuid(name) ? await listNames(join(this.place, INCOMING, name)) : [''];
      // A kill may leave the folder of an upload without any part.
      if (parts.length === 0) yield* this.#found(join(INCOMING, name), 'unfinished');
      for (const part of parts) {
        const path = join(INCOMING, name, part);
        yield* this.#found(path, path.endsWith(PART_ENDING) ? 'unfinished' : null);
      }
    }
    for (const councilId of await listNames(this.place)) {
      if (councilId === INCOMING) continue;
      if (!isUuid(councilId)) yield* this.#found(councilId, null);
      else
        for (const id of await listNames(councilFolder(councilId, this.#dataDir)))
          yield* this.#found(join(councilId, id), isUuid(id) ? { councilId, id } : null);
    }
  }

  async remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean> {
    try {
      if ('path' in object) await removeWithFolder(join(this.place, object.path));
      else await unlink(this.#path(object));
      return true;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  async holds(councilId?: string): Promise<boolean> {
    return existsSync(councilId === undefined ? this.place : councilFolder(councilId, this.#dataDir));
  }

  async probe(): Promise<void> {
    const folder = incomingFolder(this.#dataDir);
    const path = join(folder, `probe-${randomUUID()}${PART_ENDING}`);
    await ensureFolder(folder);
    try {
      const handle = await open(path, 'wx+', 0o600);
      try {
        const written = randomBytes(PROBE_BYTES);
        await handle.writeFile(written);
        await handle.sync();
        const read = Buffer.alloc(PROBE_BYTES);
        await handle.read(read, 0, PROBE_BYTES, 0);
        if (!read.equals(written)) throw new Error('the probe came back different');
      } finally {
        await handle.close();
      }
      await unlink(path);
    } catch (error) {
      await unlink(path).catch(() => {});
      throw error;
    }
  }

  #path(file: FileKey): string {
    return filePath(file.councilId, file.id, this.#dataDir);
  }

  /** The folder of an unfinished file: what a part costs does not grow with the uploads of others. */
  #incoming(file: FileKey): string {
    return join(/* turbopackIgnore: true */ incomingFolder(this.#dataDir), basename(this.#path(file)));
  }

  #requireOffset(file: FileKey, offset: number): void {
    const end = this.#parts(file).at(-1)?.end ?? 0;
    if (end !== offset)
      throw new StorageError(
        'wrong-offset',
        `the next part of file ${file.id} begins at ${end}, not ${offset}`,
      );
  }

  /** The parts of an unfinished file, each starting where the previous one ends. */
  #parts(file: FileKey): readonly Part[] {
    const folder = this.#incoming(file);
    if (!existsSync(folder)) return [];
    const found = readdirSync(folder).flatMap((name) => parsePartName(name, folder) ?? []);
    const parts: Part[] = [];
    for (const part of found.sort((a, b) => a.from - b.from))
      if (part.from === (parts.at(-1)?.end ?? 0)) parts.push(part);
    return parts;
  }

  /** Skips a folder whose name is like one of our files: only a person could have put it there. */
  async *#found(path: string, is: StoredObject['is']): AsyncGenerator<StoredObject> {
    try {
      const entry = await stat(join(this.place, path));
      const touchedAt = new Date(Math.max(entry.mtimeMs, entry.ctimeMs));
      const partOf = is === 'unfinished' ? (PART_OF.exec(path)?.[1] ?? null) : null;
      const isFolder = isUploadFolder(path);
      if (is === null || (isFolder ? entry.isDirectory() : entry.isFile()))
        yield { path, bytes: isFolder ? 0 : entry.size, touchedAt, is, partOf };
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  }
}

const PART_OF = new RegExp(`^${INCOMING}/([0-9a-f-]{36})(?:[/.]|$)`);
const PART_NAME = /^(\d+)-(\d+)\.([0-9a-f]{64})\.part$/;

/** Whether this is the path of the folder with the parts of an unfinished file. */
function isUploadFolder(path: string): boolean {
  return basename(dirname(path)) === INCOMING && isUuid(basename(path));
}

/** The path for bytes still being written, which are not yet a part. */
function newPath(folder: string): string {
  return join(folder, `${randomUUID()}${PART_ENDING}`);
}

/** Removes a file, and the folder of its upload once nothing else is in it. Or removes such a folder if it is empty. */
async function removeWithFolder(path: string): Promise<void> {
  if (isUploadFolder(path)) return rmdir(path);
  await unlink(path);
  if (isUuid(basename(dirname(path)))) await removeEmpty(dirname(path));
}

/** Leaves a folder in which another request has put a part. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => {});
}

/** Null for a part still being written, or a part truncated by a power cut. */
function parsePartName(name: string, folder: string): Part | null {
  const [, from, end, sha256] = PART_NAME.exec(name) ?? [];
  if (sha256 === undefined) return null;
  const part = { path: join(folder, name), from: Number(from), end: Number(end), sha256 };
  const size = statSync(part.path, { throwIfNoEntry: false })?.size;
  return size === part.end - part.from ? part : null;
}

async function* joined(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const { path, from, end } of parts) yield* readSpan(path, { from: 0, to: end - from - 1 });
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readSpan(path: string, { from, to }: ByteRange, signal?: AbortSignal): ReadableStream<Uint8Array> {
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
            // The browser may have disconnected while the file was being opened.
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
