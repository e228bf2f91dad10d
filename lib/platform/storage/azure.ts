import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import type { BlobItem } from '@azure/storage-blob';
import { BlobContainer, isStatus } from './blob-container.ts';
import { INCOMING, requireUuid } from './location.ts';
import { StorageError } from './storage-error.ts';
import type { ByteRange, FileKey, FileStore, StoredObject } from './store.ts';

/** Digits of an offset in the name of a part, so that names sort like offsets. */
const OFFSET_DIGITS = 15;

/** A part that was received in full: a blob of its own. */
type Part = { readonly name: string; readonly from: number; readonly end: number };

/**
 * The file store in a container of Azure Blob Storage. Finished files are `<councilId>/<id>`, parts
 * `incoming/<councilId>/<id>/<offset>`.
 */
export class AzureStore implements FileStore {
  readonly #container: BlobContainer;
  readonly place: string;

  /** @param url the address of the container with a shared access signature to read, add, write, list and delete */
  constructor(url: string, { patienceMs }: { readonly patienceMs?: number } = {}) {
    this.#container = new BlobContainer(url, patienceMs);
    // Without the signature, which is a key.
    this.place = url.replace(/\?.*$/s, '');
  }

  async append(file: FileKey, offset: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    await this.#requireOffset(file, offset);
    const counted: Counted = { bytes: 0 };
    const pieces = countedPieces(source, counted);
    const first = await pieces.next();
    if (first.done) return offset;
    try {
      // Two parts for one offset have one name, and only the first to be committed can have it.
      await this.#container.upload(partName(file, offset), piecesOf(first.value, pieces), {
        ifNoneMatch: '*',
      });
    } catch (cause) {
      if (counted.failed) throw counted.failed.cause;
      if (isStatus(cause, 409, 412)) throw wrongOffset(file, offset);
      throw writeFailed('could not store a part', cause);
    }
    return offset + counted.bytes;
  }

  async received(file: FileKey): Promise<number> {
    return (await this.size(file)) ?? (await this.#parts(file)).at(-1)?.end ?? 0;
  }

  async finish(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }> {
    const parts = await this.#parts(file);
    if (parts.length === 0) throw new StorageError('file-missing', `nothing was received of file ${file.id}`);
    const hash = createHash('sha256');
    const bytes = parts.at(-1)?.end ?? 0;
    try {
      await this.#container.upload(blobName(file), hashed(this.#joined(parts), hash));
      await this.abandon(file);
    } catch (cause) {
      throw cause instanceof StorageError ? cause : writeFailed('could not finish a file', cause);
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  /** A blob is safe once it is written. */
  async sync(): Promise<void> {}

  async abandon(file: FileKey): Promise<void> {
    for await (const { name } of this.#container.list(partsOf(file))) await this.remove({ path: name });
  }

  async size(file: FileKey): Promise<number | null> {
    return this.#container.size(blobName(file));
  }

  read(file: FileKey, span: ByteRange, signal?: AbortSignal): globalThis.ReadableStream<Uint8Array> {
    return this.#stream(blobName(file), span, signal);
  }

  async withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T> {
    const bytes = await this.size(file);
    if (bytes === null) throw new StorageError('file-missing', `file ${file.id} is not in the store`);
    const folder = await mkdtemp(join(tmpdir(), 'assurance-'));
    try {
      const path = join(folder, 'file');
      await pipeline(
        this.#container.span(blobName(file), { from: 0, to: bytes - 1 }),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      );
      return await use(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async *list(): AsyncGenerator<StoredObject> {
    for await (const blob of this.#container.list('')) yield storedObject(blob);
  }

  async remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean> {
    return this.#container.remove('path' in object ? object.path : blobName(object));
  }

  async holds(councilId?: string): Promise<boolean> {
    const prefix = councilId === undefined ? '' : `${requireUuid(councilId)}/`;
    for await (const _ of this.#container.list(prefix, 1)) return true;
    return false;
  }

  async probe(): Promise<void> {
    const name = `${INCOMING}/probe-${randomUUID()}`;
    const written = randomUUID();
    await this.#container.upload(name, piecesOf(Buffer.from(written)));
    try {
      const read = await new Response(this.#stream(name, { from: 0, to: written.length - 1 })).text();
      if (read !== written) throw new Error('the probe came back different');
    } finally {
      await this.#container.remove(name);
    }
  }

  #stream(name: string, span: ByteRange, signal?: AbortSignal): globalThis.ReadableStream<Uint8Array> {
    const pieces = this.#container.span(name, span, signal);
    return ReadableStream.from(pieces) as globalThis.ReadableStream<Uint8Array>;
  }

  async *#joined(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
    for (const { name, from, end } of parts)
      yield* this.#container.span(name, { from: 0, to: end - from - 1 });
  }

  async #requireOffset(file: FileKey, offset: number): Promise<void> {
    const end = (await this.#parts(file)).at(-1)?.end ?? 0;
    if (end !== offset) throw wrongOffset(file, offset);
  }

  /** The parts of an unfinished file, each starting where the previous one ends. */
  async #parts(file: FileKey): Promise<readonly Part[]> {
    const prefix = partsOf(file);
    const parts: Part[] = [];
    for await (const { name, properties } of this.#container.list(prefix)) {
      const from = Number(name.slice(prefix.length));
      if (from !== (parts.at(-1)?.end ?? 0)) break;
      parts.push({ name, from, end: from + (properties.contentLength ?? 0) });
    }
    return parts;
  }
}

function blobName({ councilId, id }: FileKey): string {
  return `${requireUuid(councilId)}/${requireUuid(id)}`;
}

function partsOf(file: FileKey): string {
  return `${INCOMING}/${blobName(file)}/`;
}

function partName(file: FileKey, offset: number): string {
  return partsOf(file) + String(offset).padStart(OFFSET_DIGITS, '0');
}

const FINISHED = /^([0-9a-f-]{36})\/([0-9a-f-]{36})$/;
const UNFINISHED = new RegExp(`^${INCOMING}/(?:probe-|[0-9a-f-]{36}/([0-9a-f-]{36})/)`);

function storedObject({ name, properties }: BlobItem): StoredObject {
  const [, councilId, id] = FINISHED.exec(name) ?? [];
  const unfinished = UNFINISHED.exec(name);
  return {
    path: name,
    bytes: properties.contentLength ?? 0,
    touchedAt: properties.lastModified,
    is: councilId && id ? { councilId, id } : unfinished ? 'unfinished' : null,
    partOf: unfinished?.[1] ?? null,
  };
}

type Counted = { bytes: number; failed?: { readonly cause: unknown } };

/** Counts the bytes of a source, and keeps its error apart from those of the store. */
async function* countedPieces(source: AsyncIterable<Uint8Array>, counted: Counted) {
  try {
    for await (const piece of source) {
      counted.bytes += piece.length;
      if (piece.length > 0) yield piece;
    }
  } catch (cause) {
    counted.failed = { cause };
    throw cause;
  }
}

async function* piecesOf(first: Uint8Array, rest?: AsyncIterable<Uint8Array>) {
  yield first;
  if (rest) yield* rest;
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

function wrongOffset(file: FileKey, offset: number): StorageError {
  return new StorageError('wrong-offset', `no part of file ${file.id} begins at ${offset}`);
}

function writeFailed(message: string, cause: unknown): StorageError {
  return new StorageError('write-failed', message, { cause });
}
