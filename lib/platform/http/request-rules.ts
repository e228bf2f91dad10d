import type { IncomingMessage } from 'node:http';
import { EDGE_LIMITS } from './limits.ts';
import type { Refusal } from './refusals.ts';

type IncomingRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

/** Answered for any host: a probe knows the machine, not the service's address. */
const HEALTH = /^\/api\/health\//;
/** A path with an extension is a file, which accepts no body. */
const FILE = /^\/_next\/|\.[a-z0-9]+$/i;
/** The format of Next's action ids. */
export const ACTION_ID = /^[0-9a-f]{42}$/;

/**
 * The reason why a request must not reach the application, judged by its first line and headers, or null.
 *
 * @param hosts the hosts that the service answers to
 */
export function refusalFor(request: IncomingRequest, hosts: Hosts): Refusal | null {
  const { method = '', url = '', headers } = request;
  if ('upgrade' in headers) return 'upgrade';
  if (!['GET', 'HEAD', 'POST'].includes(method)) return 'method';
  if (!url.startsWith('/')) return 'malformed';
  const at = url.indexOf('?');
  const [path, query] = at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
  if (path.length > EDGE_LIMITS.pathBytes || query.length > EDGE_LIMITS.queryBytes) return 'address-too-long';
  if (query.split('&', EDGE_LIMITS.queryParameters + 1).length > EDGE_LIMITS.queryParameters)
    return 'address-too-long';
  if (request.rawHeaders.length / 2 > EDGE_LIMITS.headers) return 'too-many-headers';
  if (countHeader(request.rawHeaders, 'host') > 1) return 'malformed';
  if (!HEALTH.test(path) && hosts.find(headers.host ?? '') === null) return 'wrong-host';
  if (headers.origin !== undefined && headers.origin !== 'null' && !URL.canParse(headers.origin)) {
    return 'malformed';
  }
  if (method === 'POST') {
    if (FILE.test(path)) return 'method';
    const action = headers['next-action'];
    if (action !== undefined && !ACTION_ID.test(String(action))) return 'malformed';
    const holdsForm = action !== undefined || /^multipart\//i.test(headers['content-type'] ?? '');
    return holdsForm && !hasBody(request) ? 'malformed' : null;
  }
  return hasBody(request) ? 'malformed' : null;
}

/** Whether a body follows, with a length or chunked. */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether an address can be decoded and has no control characters. */
export function isReadable(url: string): boolean {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it searches for them.
    return !/[\u0000-\u001f\u007f]/.test(decodeURIComponent(url.split('?', 1)[0] ?? ''));
  } catch {
    return false;
  }
}

export type Hosts = {
  /** The host of the service's address. */
  readonly own: string;
  /** The requested host in the spelling of `own`, or null if the service does not answer to it. */
  readonly find: (asked: string) => string | null;
};

/**
 * The hosts that the service answers to: its own, with or without the default port. A demonstration also answers to
 * `localhost` and network addresses on any port, but never to another name, which a foreign page could point here.
 *
 * @param address such as `https://assurance.example`
 */
export function acceptedHosts(address: string, isDemo: boolean): Hosts {
  const { host: own, protocol } = new URL(address);
  const find = (asked: string): string | null => {
    if (asked === own) return own;
    // "a@assurance.example" and "assurance.example/x" are not hosts.
    if (!/^[\w.:[\]-]+$/.test(asked) || !URL.canParse(`${protocol}//${asked}`)) return null;
    const { host, hostname } = new URL(`${protocol}//${asked}`);
    if (host === own) return own;
    return isDemo && /^(localhost|\[[0-9a-f:.]+\]|\d+\.\d+\.\d+\.\d+)$/.test(hostname) ? host : null;
  };
  return { own, find };
}

function countHeader(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}
