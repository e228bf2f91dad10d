import 'server-only';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { bodyOf } from '#lib/platform/http/raw-body.ts';

/** A file of a form, while it arrives. */
export type FilePart = {
  /** Name of the form field. */
  readonly field: string;
  /** File name as sent by the browser. Not safe to show or store until `receiveFile` has cleaned it. */
  readonly name: string;
  /** The bytes. The handler may stop reading early: `readMultipart` discards the rest. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Fields that came before the file in the form, with all their values. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
};

/** Limits on a form. Defaults in brackets. */
export type MultipartLimits = {
  /** Files chosen; empty file inputs do not count (10). */
  readonly files?: number;
  /** Fields that are not files (100). */
  readonly fields?: number;
  /** Bytes in one field (1 MiB). */
  readonly fieldBytes?: number;
  /** Bytes of the whole body; above this the connection is dropped (1 GiB). */
  readonly bodyBytes?: number;
  /** Seconds to wait for the next bytes from the browser (60). */
  readonly idleSeconds?: number;
};

/**
 * Why a form could not be read in full.
 *
 * - `not-multipart`: another content type, no boundary, or no body
 * - `malformed`: the body is not valid multipart
 * - `incomplete`: the connection ended or fell silent before the closing boundary
 * - `too-many-files`, `too-many-fields`, `field-too-large`, `too-large`: a limit was exceeded
 * - `failed`: the handler threw; see `cause`
 */
export type MultipartRefusal =
  | 'not-multipart'
  | 'malformed'
  | 'incomplete'
  | 'too-many-files'
  | 'too-many-fields'
  | 'field-too-large'
  | 'too-large'
  | 'failed';

/**
 * The result of reading a form. `fields` keeps every value of a repeated field, in order. `files` holds the handler's
 * results in order, **even when `ok` is false**: the caller must then discard the files it received.
 */
export type MultipartResult<T> = {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly T[];
} & (
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: MultipartRefusal; readonly cause?: unknown }
);

const DEFAULTS = {
  files: 10,
  fields: 100,
  fieldBytes: 1024 ** 2,
  bodyBytes: 1024 ** 3,
  idleSeconds: 60,
} as const satisfies Required<MultipartLimits>;

/** As much as comes in one piece. Of more than one piece, reading makes a copy. */
const FILE_BUFFER_BYTES = 64 * 1024;

/**
 * Reads a `multipart/form-data` body and passes its files to the handler one at a time, as they arrive. The browser
 * can send no faster than the handler reads. A file input with nothing chosen is skipped. Even when a file is refused
 * the whole body is read before the answer, because a browser that is cut off shows an error page instead of the
 * answer.
 *
 * Never throws and never hangs: a malformed body, a lost connection, a silent browser and an error in the handler each
 * become a returned reason.
 *
 * @param request must have an unread body
 * @param handlers.onFile called for each file in turn; the next file waits for its result
 *
 * @example
 * const form = await readMultipart(request, {
 *   onFile: ({ name, content }) => receiveFile(content, { councilId, name, maxBytes }),
 * });
 * const title = form.fields.get('title')?.at(0) ?? '';
 */
export async function readMultipart<T>(
  request: Request,
  handlers: { readonly onFile: (part: FilePart) => Promise<T> },
  limits: MultipartLimits = {},
): Promise<MultipartResult<T>> {
  const most = { ...DEFAULTS, ...limits };
  const fields = new Map<string, string[]>();
  const files: T[] = [];
  let refusal: { readonly reason: MultipartRefusal; readonly cause?: unknown } | null = null;
  // Keep the first reason: later ones are its consequences, but for too many files, after which all is read.
  const refuse = (reason: MultipartRefusal, cause?: unknown) => {
    if (refusal && refusal.reason !== 'too-many-files') return;
    refusal = cause === undefined ? { reason } : { reason, cause };
  };
  const result = (): MultipartResult<T> =>
    refusal ? { ok: false, ...refusal, fields, files } : { ok: true, fields, files };

  const parser = parserFor(request, most);
  const body = parser && bodyOf(request);
  if (!body) {
    refuse('not-multipart');
    return result();
  }

  // Between two pieces nobody else listens, and an 'error' without a listener ends the process.
  body.on('error', () => {});
  const pieces: AsyncIterator<Uint8Array> = body.iterator({ destroyOnReturn: false });
  const waiting = new Set<BusboyFileStream>();
  let isStopped = false;
  let wake = () => {};
  /** Reads no further. The rest is left to the server, as a browser that is cut off shows no answer. */
  const stop = (reason: MultipartRefusal, cause?: unknown) => {
    refuse(reason, cause);
    if (isStopped) return;
    isStopped = true;
    for (const stream of waiting) stream.destroy(new Error(`form not read to its end: ${reason}`));
    wake();
  };
  /** The browser has gone or fallen silent. */
  const giveUp = (cause?: unknown) => {
    stop('incomplete', cause);
    body.destroy();
  };
  /** The result of the work; null once reading has stopped. */
  const unlessStopped = <R>(work: Promise<R>): Promise<R | null> =>
    new Promise((resolve, reject) => {
      wake = () => resolve(null);
      work.then(resolve, reject);
    });

  let chosen = 0;
  let handling: Promise<void> = Promise.resolve();
  const handle = async (field: string, stream: BusboyFileStream, name: string): Promise<void> => {
    const content: AsyncGenerator<Buffer, void, undefined> = piecesOf(stream);
    try {
      const first = await content.next();
      if (first.done && name === '') return;
      chosen += 1;
      if (chosen > most.files) refuse('too-many-files');
      if (refusal) return;
      files.push(await handlers.onFile({ field, name, content: startingWith(first, content), fields }));
    } catch (cause) {
      refuse('failed', cause);
    } finally {
      // Discard the bytes that the handler left, so that the parser can go on to the next part.
      await content.return().catch(() => {});
      waiting.delete(stream);
      stream.resume();
    }
  };

  parser.on('field', (name, value, _nameIsCut, valueIsCut) => {
    if (valueIsCut) refuse('field-too-large');
    if (typeof name !== 'string') return refuse('malformed');
    const values = fields.get(name) ?? [];
    fields.set(name, values);
    values.push(value);
  });
  parser.on('file', (field, stream, name) => {
    // The handler listens only when its turn comes, and an 'error' without a listener ends the process.
    stream.on('error', () => {});
    waiting.add(stream);
    handling = handling.then(() => handle(field ?? '', stream, browserName(name)));
  });
  parser.on('fieldsLimit', () => refuse('too-many-fields'));
  parser.on('partsLimit', () => refuse('too-many-fields'));
  const finished = new Promise<void>((resolve) => {
    parser.on('finish', resolve);
    parser.on('error', (cause) => {
      stop(fields.size > 0 || waiting.size > 0 || chosen > 0 ? 'incomplete' : 'malformed', cause);
      resolve();
    });
  });

  const onAbort = () => giveUp(request.signal.reason);
  request.signal.addEventListener('abort', onAbort, { once: true });
  if (request.signal.aborted) onAbort();
  try {
    let bodyBytes = 0;
    while (!isStopped) {
      // Counts the browser's time only, not the handler's.
      const quiet = setTimeout(giveUp, most.idleSeconds * 1000);
      const piece = await unlessStopped(pieces.next()).finally(() => clearTimeout(quiet));
      if (!piece || piece.done || isStopped) break;
      bodyBytes += piece.value.length;
      if (bodyBytes > most.bodyBytes) stop('too-large');
      else await unlessStopped(new Promise<void>((resolve) => parser.write(piece.value, () => resolve())));
    }
  } catch (cause) {
    stop('incomplete', cause);
  }
  pieces.return?.().catch(() => {});
  if (!isStopped) parser.end();
  for (let seen: Promise<void> | null = null; seen !== handling; ) {
    seen = handling;
    await seen;
  }
  if (!isStopped) await finished;
  request.signal.removeEventListener('abort', onAbort);
  return result();
}

function parserFor(request: Request, most: Required<MultipartLimits>): BusboyInstance | null {
  const contentType = request.headers.get('content-type') ?? '';
  // RFC 2046, section 5.1.1: a boundary has 1 to 70 characters. The parser would accept an empty one.
  if (!/^multipart\/form-data\s*;(.*;)?\s*boundary=("[^"]{1,70}"|[^\s";,]{1,70})/i.test(contentType))
    return null;
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      fileHwm: FILE_BUFFER_BYTES,
      limits: {
        fields: most.fields,
        fieldSize: most.fieldBytes,
        // Empty file inputs arrive as parts too, so allow for as many again.
        parts: most.fields + 2 * most.files + 1,
        headerPairs: 50,
      },
    });
  } catch {
    return null;
  }
}

/** The HTML standard has browsers escape three characters in a file name: `"`, carriage return, line feed. */
function browserName(name: string | undefined): string {
  return (name ?? '').replaceAll('%22', '"').replaceAll(/%0[DA]/gi, ' ');
}

async function* piecesOf(stream: BusboyFileStream): AsyncGenerator<Buffer, void, undefined> {
  yield* stream.iterator({ destroyOnReturn: false });
}

async function* startingWith(
  first: IteratorResult<Buffer, void>,
  rest: AsyncGenerator<Buffer, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
