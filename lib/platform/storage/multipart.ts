import 'server-only';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';

/** One file of a form, while it arrives. */
export type FilePart = {
  /** Name of the form field. */
  readonly field: string;
  /** Name of the file as the browser sent it: not safe to show or store; `receiveFile` makes it so. */
  readonly name: string;
  /** The bytes. Leaving the rest unread is fine: `readMultipart` reads on and throws it away. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Fields that stood before the file in the form, each with all its values. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
};

/** Limits on a form. Defaults in brackets. */
export type MultipartLimits = {
  /** Files that were chosen; empty file inputs do not count (10). */
  readonly files?: number;
  /** Fields that are not files (100). */
  readonly fields?: number;
  /** Bytes in one field (1 MiB). */
  readonly fieldBytes?: number;
  /** Bytes of the whole body, after which the connection is given up (1 GiB). */
  readonly bodyBytes?: number;
  /** Seconds to wait for the next bytes from the browser (60). */
  readonly idleSeconds?: number;
};

/**
 * Why a form could not be read as a whole. Closed.
 *
 * - `not-multipart`: another content type, no boundary, or no body
 * - `malformed`: the body breaks the rules of multipart
 * - `incomplete`: the connection ended or went quiet before the closing boundary
 * - `too-many-files`, `too-many-fields`, `field-too-large`, `too-large`: a limit
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
 * What was read. `fields` keeps every value of a repeated field, in order. `files` holds what the handler returned
 * for each file, in order, **also when `ok` is false**: who has received files must then discard them.
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

const FILE_BUFFER_BYTES = 256 * 1024;

/**
 * Reads a `multipart/form-data` body and hands over its files one at a time, as they arrive. The browser is slowed
 * down to the speed of the handler. A file input with nothing chosen is no file. The answer comes after the whole
 * body was read, refused files included, because a browser that is cut off shows an error page instead of the answer.
 *
 * Never throws and never waits for ever: a broken body, a lost connection, a silent browser, and a handler that
 * throws become a returned reason.
 *
 * @param request its body must not have been read
 * @param handlers.onFile called for each file in turn; the next file waits for it
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
  // The first reason counts: later ones follow from it.
  const refuse = (reason: MultipartRefusal, cause?: unknown) => {
    refusal ??= cause === undefined ? { reason } : { reason, cause };
  };
  const result = (): MultipartResult<T> =>
    refusal ? { ok: false, ...refusal, fields, files } : { ok: true, fields, files };

  const parser = parserFor(request, most);
  if (!parser || !request.body || request.body.locked || request.bodyUsed) {
    refuse('not-multipart');
    return result();
  }

  const body = request.body.getReader();
  const waiting = new Set<BusboyFileStream>();
  let isStopped = false;
  let wake = () => {};
  /** Ends everything at once: the browser is gone, or not worth listening to any longer. */
  const stop = (reason: MultipartRefusal, cause?: unknown) => {
    refuse(reason, cause);
    if (isStopped) return;
    isStopped = true;
    body.cancel().catch(() => {});
    for (const stream of waiting) stream.destroy(new Error(`form not read to its end: ${reason}`));
    wake();
  };

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
      // What the handler left is read and thrown away, so that the parser can go on to the next part.
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

  const onAbort = () => stop('incomplete', request.signal.reason);
  request.signal.addEventListener('abort', onAbort, { once: true });
  if (request.signal.aborted) onAbort();
  try {
    let bodyBytes = 0;
    while (!isStopped) {
      // Only the time of the browser counts, not that of the handler.
      const quiet = setTimeout(stop, most.idleSeconds * 1000, 'incomplete');
      const piece = await body.read().finally(() => clearTimeout(quiet));
      if (piece.done || isStopped) break;
      bodyBytes += piece.value.length;
      if (bodyBytes > most.bodyBytes) stop('too-large');
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
          parser.write(piece.value, () => resolve());
        });
    }
  } catch (cause) {
    stop('incomplete', cause);
  }
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
  // RFC 2046, section 5.1.1: a boundary has 1 to 70 characters; the parser would take none as one.
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
        // Inputs with nothing chosen arrive as parts too, so there is room for as many again.
        parts: most.fields + 2 * most.files + 1,
        headerPairs: 50,
      },
    });
  } catch {
    return null;
  }
}

/** Browsers write three characters of a file name in the way of the HTML standard: `"`, carriage return, line feed. */
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
