import 'server-only';
import type { Readable } from 'node:stream';
import { DataStore, MemoryLocker, Server, Upload } from '@tus/server';
import { validate as isUuid, v7 } from 'uuid';
import { httpStatusOf, LimitReachedError } from '#lib/kernel/errors.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { bodyOf } from '#lib/platform/http/raw-body.ts';
import { log } from '#lib/platform/log.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { displayName } from '#lib/platform/storage/file-name.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { reasonByName, refusalMessage, type UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { isFull, StorageError } from '#lib/platform/storage/storage-error.ts';
import { noRoom } from '#lib/record/evidence/rules.ts';
import { beginUpload, noteReceived, removeUpload } from '#lib/record/uploads/commands.ts';
import { getUpload } from '#lib/record/uploads/queries.ts';
import { sayRefused } from '#lib/record/uploads/refusal.ts';
import { newUploadSchema } from '#lib/record/uploads/schema.ts';

/** A part ends here or after this time, so that a lost connection costs a few seconds of sending. */
const PART_BYTES = 16 * 1024 ** 2;
const PART_MS = 5_000;

/** An answer of the protocol other than success. */
class TusRefusal extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(body);
    this.status_code = status;
    this.body = body;
  }
}

const notFound = () => new TusRefusal(404, 'There is no such upload');

/**
 * The bytes of a request. tus is given an empty body that stays open: in its own streams each piece is copied, which
 * takes longer than to hash it. It ends that body when another request wants the same upload.
 */
class UploadBody {
  readonly #source: Readable | null;
  /** For the request that tus is given. */
  readonly held: { readonly body?: ReadableStream; readonly duplex?: 'half' };
  #close = () => {};

  constructor(source: Readable | null) {
    this.#source = source;
    const body = new ReadableStream({
      start: (controller) => {
        this.#close = () => controller.close();
      },
    });
    this.held = source ? { body, duplex: 'half' } : {};
  }

  /** The pieces until tus ends its own body. */
  async *pieces(held: Readable, room: number): AsyncGenerator<Uint8Array> {
    const stopped = new Promise<null>((resolve) => {
      held.once('end', () => resolve(null)).once('close', () => resolve(null));
      held.resume();
    });
    const pieces = this.#source?.iterator({ destroyOnReturn: false });
    for (let left = room; pieces; ) {
      const next = await Promise.race([pieces.next(), stopped]).catch(() => {
        throw new TusRefusal(400, 'The connection was lost');
      });
      if (next === null || next.done) return;
      left -= next.value.length;
      if (left < 0) throw new TusRefusal(413, 'The file is larger than was announced');
      yield next.value;
    }
  }

  end(): void {
    try {
      this.#close();
    } catch {
      // tus has ended it.
    }
  }
}

/**
 * The uploads of one person in one request of the tus protocol. Bytes are in the file store and offsets in the database.
 */
class UploadStore extends DataStore {
  readonly #context: CouncilContext;
  readonly #body: UploadBody;
  #size = 0;

  constructor(context: CouncilContext, body: UploadBody) {
    super();
    this.#context = context;
    this.#body = body;
    this.extensions = ['creation', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const bytes = upload.size ?? 0;
    // An empty value arrives as null.
    const given = newUploadSchema.safeParse({ ...upload.metadata, folder: upload.metadata?.folder ?? '' });
    if (!given.success) throw new TusRefusal(400, 'The file could not be uploaded - try again');
    const { key, folder, modified } = given.data;
    const name = displayName(given.data.filename);
    const refuse = (status: number, reason: UploadRefusal) =>
      new TusRefusal(status, sayRefused(name, reason));
    if (bytes === 0) throw refuse(422, 'empty');
    if (bytes > env().MAX_UPLOAD_MB * 1024 ** 2) throw refuse(413, 'too-large');
    if (!allowedTypeOf(name)) throw refuse(415, reasonByName(name));
    const begun = await beginUpload(this.#context, { id: upload.id, key, name, folder, modified, bytes });
    if (begun.outcome === 'storage full')
      throw new TusRefusal(507, noRoom(`${name} was not uploaded`, begun.storage));
    upload.id = begun.id;
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = isUuid(id) ? await getUpload(this.#context, id) : null;
    if (!upload || upload.state === 'refused') throw notFound();
    // What the store has, in case the last part was stored but not recorded, or has been lost since.
    const offset = await fileStore().received(this.#file(id));
    this.#size = upload.bytes;
    return new Upload({ id, size: upload.bytes, offset });
  }

  override async write(held: Readable, id: string, offset: number): Promise<number> {
    let at = offset;
    try {
      for await (const part of inParts(this.#body.pieces(held, this.#size - offset))) {
        at = await fileStore().append(this.#file(id), at, part);
        if (!(await noteReceived(this.#context, id, at))) throw notFound();
      }
    } catch (error) {
      // Its folder goes with it when it is removed meanwhile.
      throw (await getUpload(this.#context, id)) ? error : notFound();
    } finally {
      this.#body.end();
    }
    return at;
  }

  override async remove(id: string): Promise<void> {
    const { outcome } = await removeUpload(this.#context, id);
    if (outcome === 'not found') throw notFound();
  }

  #file(id: string) {
    return { councilId: this.#context.council.id, id };
  }
}

/** Splits what arrives, so that each part can be recorded while the next one arrives. */
async function* inParts(pieces: AsyncIterator<Uint8Array>): AsyncGenerator<AsyncIterable<Uint8Array>> {
  let next = await pieces.next();
  async function* part() {
    const until = performance.now() + PART_MS;
    for (let bytes = 0; !next.done && bytes < PART_BYTES && performance.now() < until; ) {
      bytes += next.value.length;
      yield next.value;
      next = await pieces.next();
    }
  }
  while (!next.done) yield part();
}

// Bundlers can load this module several times in a process. Two requests for one upload on different servers are told
// apart by the offset.
const shared = globalThis as typeof globalThis & { uploadLocker?: MemoryLocker };

/** Answers a request of the tus protocol about the uploads of this person. `method`: the one that it names. */
export function answerTus(
  context: CouncilContext,
  request: Request,
  method = request.method,
): Promise<Response> {
  shared.uploadLocker ??= new MemoryLocker();
  // Bytes that come with a creation are not taken: the page may have begun the upload before, with another length.
  const body = new UploadBody(method === 'PATCH' ? bodyOf(request) : null);
  const server = new Server({
    path: routes.uploads(context.council.slug),
    datastore: new UploadStore(context, body),
    locker: shared.uploadLocker,
    // Of a connection that is lost without a word, once the page asks again.
    lockDrainTimeout: 500,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => v7(),
    onResponseError: async (_request, error) => answerOf(error),
  });
  const { url, headers, signal } = request;
  return server.handleWeb(new Request(url, { method, headers, signal, ...body.held }));
}

function answerOf(error: Error | { status_code: number; body: string }) {
  if ('status_code' in error) return error;
  if (error instanceof LimitReachedError)
    return { status_code: 422, body: `${capitalise(error.reached)}. ${error.instead}` };
  if (error instanceof StorageError && error.kind === 'wrong-offset')
    return { status_code: 409, body: 'Another part has arrived meanwhile' };
  const reason = isFull(error) ? 'storage-full' : 'failed';
  const status = reason === 'storage-full' ? 507 : httpStatusOf(error);
  if (status >= 500) log().error({ event: 'upload.failed', err: error });
  return { status_code: status, body: refusalMessage(reason, { maxUploadMb: env().MAX_UPLOAD_MB }) };
}
