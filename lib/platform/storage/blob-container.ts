import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { StorageError } from './storage-error.ts';
import type { ByteRange } from './store.ts';

/** A request is tried three times, and fails if nothing arrives for this time. */
const PATIENCE_MS = 30_000;
const RETRIES = { maxTries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 4_000 };
const BLOCK_BYTES = 4 * 1024 ** 2;

/** A container of Azure Blob Storage: what its protocol offers, each request ended in time. Errors are those of Azure. */
export class BlobContainer {
  readonly #url: string;
  readonly #patienceMs: number;
  #opened: Promise<ContainerClient> | undefined;

  /** @param url its address with a shared access signature to read, add, write, list and delete */
  constructor(url: string, patienceMs = PATIENCE_MS) {
    this.#url = url;
    this.#patienceMs = patienceMs;
  }

  /** The length of a blob. Null: there is none. */
  async size(name: string): Promise<number | null> {
    try {
      const { contentLength } = await (await this.#container())
        .getBlobClient(name)
        .getProperties(this.#patience());
      return contentLength ?? null;
    } catch (error) {
      if (isStatus(error, 404)) return null;
      throw error;
    }
  }

  /** Removes a blob. False: there was none. */
  async remove(name: string): Promise<boolean> {
    const { succeeded } = await (await this.#container())
      .getBlobClient(name)
      .deleteIfExists(this.#patience());
    return succeeded;
  }

  /** Writes a blob block by block, two of which are held. It exists once the last one is there. */
  async upload(
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

  /** The blobs whose names begin like this, in order of their names. */
  async *list(prefix: string, pageSize = 5_000): AsyncGenerator<BlobItem> {
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

  /** The bytes of a span of a blob. */
  async *span(name: string, { from, to }: ByteRange, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
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

export function isStatus(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof Error && 'statusCode' in error && codes.includes(Number(error.statusCode));
}
