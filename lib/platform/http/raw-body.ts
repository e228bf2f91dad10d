import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const ID_HEADER = 'x-request-id';

// The server and the built application each load this module, in the same process.
const shared = globalThis as typeof globalThis & { rawRequests?: Map<string, IncomingMessage> };
shared.rawRequests ??= new Map();
const requests = shared.rawRequests;

/**
 * Lets the handler of a request read its body straight from the connection, until the response is closed: the framework
 * copies each piece twice on its way. The request has its id from `setInternalHeaders`.
 */
export function offerRawBody(request: IncomingMessage, response: ServerResponse): void {
  const id = String(request.headers[ID_HEADER]);
  requests.set(id, request);
  response.once('close', () => requests.delete(id));
}

/** The body of a request, to be read once; null when there is none, or it was read. */
export function bodyOf(request: Request): Readable | null {
  const raw = requests.get(request.headers.get(ID_HEADER) ?? '');
  if (raw) return raw.readableDidRead ? null : raw;
  if (!request.body || request.body.locked || request.bodyUsed) return null;
  return Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
}
