import 'server-only';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { INCOMING, requireUuid } from './location.ts';
import { StorageError } from './storage-error.ts';
import type { ByteRange, FileKey, FileStore, StoredObject } from './store.ts';

/** A request is tried three times, and fails if nothing arrives for this time. */
const PATIENCE_MS = 30_000;
const RETRIES = { maxTries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 4_000 };
const BLOCK_BYTES = 4 * 1024 ** 2;
/** Digits of an offset in the name of a part, so that names sort like offsets. */
const OFFSET_DIGITS = 15;

/** A part that was received in full: a blob of its own. */
type Part = { readonly name: string; readonly from: number; readonly end: number };

/**
 * The file store in a container of Azure Blob Storage. Finished files are `<councilId>/<id>`, parts
 * `incoming/<councilId>/<id>/<offset>`.
 */
export class AzureStore implements FileStore {
  readonly #url: string;
  #opened: Promise<ContainerClient> | undefined;
  readonly #patienceMs: number;
  readonly place: string;

  /** @param url the address of the container with a shared access signature to read, add, write, list and delete */
  constructor(url: string, { patienceMs = PATIENCE_MS } = {}) {
    this.#url = url;
    this.#patienceMs = patienceMs;
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
      await this.#upload(partName(file, offset), withFirst(first.value, pieces), { ifNoneMatch: '*' });
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
      await this.#upload(blobName(file), hashed(this.#joined(parts), hash));
      await this.abandon(file);
    } catch (cause) {
      throw cause instanceof StorageError ? cause : writeFailed('could not finish a file', cause);
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  /** A blob is safe once it is written. */
  async sync(): Promise<void> {}

  async abandon(file: FileKey): Promise<void> {
    for await (const { name } of this.#blobs(partsOf(file))) await this.remove({ path: name });
  }

  async size(file: FileKey): Promise<number | null> {
    try {
      const { contentLength } = await (await this.#container())
        .getBlobClient(blobName(file))
        .getProperties(this.#patience());
      return contentLength ?? null;
    } catch (error) {
      if (isStatus(error, 404)) return null;
      throw error;
    }
  }

  read(file: FileKey, span: ByteRange, signal?: AbortSignal): globalThis.ReadableStream<Uint8Array> {
    return ReadableStream.from(
      this.#span(blobName(file), span, signal),
    ) as globalThis.ReadableStream<Uint8Array>;
  }

  async withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T> {
    const bytes = await this.size(file);
    if (bytes === null) throw new StorageError('file-missing', `file ${file.id} is not in the store`);
    const folder = await mkdtemp(join(tmpdir(), 'assurance-'));
    try {
      const path = join(folder, 'file');
      await pipeline(
        this.#span(blobName(file), { from: 0, to: bytes - 1 }),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      );
      return await use(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async *list(): AsyncGenerator<StoredObject> {
    for await (const blob of this.#blobs('')) yield storedObject(blob);
  }

  async remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean> {
    const name = 'path' in object ? object.path : blobName(object);
    const { succeeded } = await (await this.#container())
      .getBlobClient(name)
      .deleteIfExists(this.#patience());
    return succeeded;
  }

  async holds(councilId?: string): Promise<boolean> {
    const prefix = councilId === undefined ? '' : `${requireUuid(councilId)}/`;
    for await (const _ of this.#blobs(prefix, 1)) return true;
    return false;
  }

  async probe(): Promise<void> {
    const blob = (await this.#container()).getBlockBlobClient(`${INCOMING}/probe-${randomUUID()}`);
    const written = randomBytes(64);
    await blob.upload(written, written.length, this.#patience());
    try {
      const read = await blob.downloadToBuffer(0, written.length, this.#patience());
      if (!read.equals(written)) throw new Error('the probe came back different');
    } finally {
      await blob.deleteIfExists(this.#patience());
    }
  }

  /** Writes a blob block by block, two of which are held. It exists once the last one is there. */
  async #upload(
    name: string,
    source: AsyncIterable<Uint8Array>,
    conditions: { readonly ifNoneMatch?: string } = {},
  ): Promise<void> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    // Each attempt has blocks of its own, in case another one writes the same blob.
    const attempt = randomUUID();
    const blocks: string[] = [];
    let sending: Promise<unknown> = Promise.resolve();
    for await (const block of inBlocks(source)) {
      await sending;
      const id = Buffer.from(`${attempt}-${String(blocks.length).padStart(6, '0')}`).toString('base64');
      blocks.push(id);
      sending = blob.stageBlock(id, block, block.length, this.#patience());
      // Awaited before the next block, or the last time.
      sending.catch(() => {});
    }
    await sending;
    await blob.commitBlockList(blocks, {
      ...this.#patience(),
      conditions,
      blobHTTPHeaders: { blobContentType: 'application/octet-stream' },
    });
  }

  async *#span(name: string, { from, to }: ByteRange, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const wanted = to - from + 1;
    const impatience = new AbortController();
    const abortSignal = signal ? AbortSignal.any([signal, impatience.signal]) : impatience.signal;
    /** Waits for the store, not for the reader. */
    const inTime = async <T>(wait: Promise<T>): Promise<T> => {
      const timer = setTimeout(() => impatience.abort(), this.#patienceMs);
      return wait.finally(() => clearTimeout(timer));
    };
    const container = await this.#container();
    const { readableStreamBody: body } = await inTime(
      container.getBlobClient(name).download(from, wanted, { abortSignal }),
    );
    if (!body) throw new StorageError('size-mismatch', 'a file came without its content');
    const pieces = (body as Readable)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let bytes = 0;
    try {
      for (;;) {
        const { done, value } = await inTime(pieces.next());
        if (done) break;
        bytes += value.length;
        yield value;
      }
    } finally {
      (body as Readable).destroy();
    }
    if (bytes !== wanted) throw new StorageError('size-mismatch', 'a file became shorter while it was read');
  }

  /** The blobs whose names begin like this, in order of their names. */
  async *#blobs(prefix: string, pageSize = 5_000): AsyncGenerator<BlobItem> {
    const container = await this.#container();
    let token: string | undefined;
    do {
      const pages = container
        .listBlobsFlat({ prefix, ...this.#patience() })
        .byPage({ maxPageSize: pageSize, ...(token && { continuationToken: token }) });
      const { value } = await pages.next();
      yield* value?.segment.blobItems ?? [];
      token = value?.continuationToken;
    } while (token);
  }

  /** Loaded when it is needed: most services store files on the disk. */
  #container(): Promise<ContainerClient> {
    this.#opened ??= import('@azure/storage-blob').then(
      (azure) => new azure.ContainerClient(this.#url, undefined, { retryOptions: RETRIES }),
    );
    return this.#opened;
  }

  /** An option that ends one request in time. */
  #patience(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.#patienceMs) };
  }

  async *#joined(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
    for (const { name, from, end } of parts) yield* this.#span(name, { from: 0, to: end - from - 1 });
  }

  async #requireOffset(file: FileKey, offset: number): Promise<void> {
    const end = (await this.#parts(file)).at(-1)?.end ?? 0;
    if (end !== offset) throw wrongOffset(file, offset);
  }

  /** The parts of an unfinished file, each starting where the previous one ends. */
  async #parts(file: FileKey): Promise<readonly Part[]> {
    const prefix = partsOf(file);
    const parts: Part[] = [];
    for await (const { name, properties } of this.#blobs(prefix)) {
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

async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source) {
    // Copied, because a source may use the memory of its pieces again.
    pieces.push(Buffer.from(piece));
    bytes += piece.length;
    if (bytes < BLOCK_BYTES) continue;
    yield Buffer.concat(pieces);
    [pieces, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(pieces);
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

async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield first;
  yield* rest;
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

function isStatus(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof Error && 'statusCode' in error && codes.includes(Number(error.statusCode));
}

function wrongOffset(file: FileKey, offset: number): StorageError {
  return new StorageError('wrong-offset', `no part of file ${file.id} begins at ${offset}`);
}

function writeFailed(message: string, cause: unknown): StorageError {
  return new StorageError('write-failed', message, { cause });
}
