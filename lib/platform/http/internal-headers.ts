import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addressOf } from './address.ts';

/** Headers that only the server may set: they are removed from clients' requests. */
const INTERNAL_HEADERS =
  /^(x-request-id|x-own-call|x-path|x-page-load|x-method|x-real-ip|forwarded|x-forwarded-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*)$/;

export type Trust = {
  readonly proxy: boolean;
  /**
   * Known to this process alone. When an action redirects, the framework requests the page from this server with the
   * original request's headers, including this one.
   */
  readonly secret: string;
  /** The host of the service's address. */
  readonly host: string;
};

type ReceivedRequest = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * Sets the headers that the application reads: `x-forwarded-for`, `host`, `x-request-id`, `x-path`, `x-method` and
 * `x-page-load`. Of the client's own, keeps only those set by a trusted proxy.
 *
 * @returns `isForwarded`: whether a proxy, trusted or not, named the client
 */
export function setInternalHeaders(
  request: ReceivedRequest,
  { proxy, secret, host }: Trust,
): { readonly requestId: string; readonly client: string; readonly isForwarded: boolean } {
  const { headers } = request;
  const isOwn = headers['x-own-call'] === secret;
  const forwarded = {
    for: lastValue(headers['x-forwarded-for']),
    host: lastValue(headers['x-forwarded-host']),
  };
  for (const name of Object.keys(headers)) {
    const isTrusted = (proxy || isOwn) && name === 'x-forwarded-proto';
    if (INTERNAL_HEADERS.test(name) && !isTrusted) delete headers[name];
  }
  if (isOwn) headers.host = host;
  else if (proxy && forwarded.host) headers.host = forwarded.host;
  const stated = proxy || isOwn ? addressOf(forwarded.for) : null;
  const client = stated ?? addressOf(request.socket.remoteAddress) ?? 'unknown';
  const requestId = randomUUID();
  headers['x-forwarded-for'] = client;
  headers['x-request-id'] = requestId;
  headers['x-own-call'] = secret;
  headers['x-path'] = request.url ?? '/';
  headers['x-method'] = request.method ?? 'GET';
  if (request.method === 'GET' && !('rsc' in headers)) headers['x-page-load'] = '1';
  return { requestId, client, isForwarded: forwarded.for !== undefined && !isOwn };
}

/** Each proxy appends what it saw, so only the last value comes from the trusted proxy. */
function lastValue(header: string | string[] | undefined): string | undefined {
  return header?.toString().split(',').at(-1)?.trim();
}
