import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addressOf } from './address.ts';

/** Facts that the server alone may state: a client that sends them is not believed. */
const INTERNAL_HEADERS =
  /^(x-request-id|x-own-call|x-path|x-method|x-real-ip|forwarded|x-forwarded-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*)$/;

export type Trust = {
  readonly proxy: boolean;
  /**
   * Known to this process alone. Asked by a script to go on to another page, the framework asks this server for it with
   * the headers of that request, this among them.
   */
  readonly secret: string;
  /** Of the address people type. */
  readonly host: string;
};

type Received = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * States in a request's headers what the application reads there: the client's address in `x-forwarded-for`, the host
 * that people typed in `host`, an id in `x-request-id`, and `x-path` and `x-method`. Of what came with it, only what a
 * trusted proxy says is kept.
 *
 * @returns `isForwarded`: a proxy says whom it asks for, trusted or not
 */
export function setInternalHeaders(
  request: Received,
  { proxy, secret, host }: Trust,
): { readonly requestId: string; readonly client: string; readonly isForwarded: boolean } {
  const { headers } = request;
  const isOwn = headers['x-own-call'] === secret;
  const forwarded = { for: last(headers['x-forwarded-for']), host: last(headers['x-forwarded-host']) };
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
  return { requestId, client, isForwarded: forwarded.for !== undefined && !isOwn };
}

/** Each proxy adds what it saw at the right: only the last is the word of the proxy that is trusted. */
function last(header: string | string[] | undefined): string | undefined {
  return header?.toString().split(',').at(-1)?.trim();
}
