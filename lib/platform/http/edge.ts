import {
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { addressOf, networkOf } from './address.ts';
import { type ReceivedBody, receiveBody } from './body.ts';
import { parseForm } from './form-body.ts';
import { EDGE_LIMITS, type EdgeLimits } from './limits.ts';
import { enforcePace } from './pace.ts';
import { Quota } from './quota.ts';
import { REFUSALS, type Refusal } from './refusals.ts';
import { type Hosts, hasBody, refusalFor } from './request-rules.ts';

// Limits everything that anyone can send, before the application sees it.

export type EdgeSettings = {
  /** Files that this process may have open at once, including connections. */
  readonly openFiles: number;
  readonly trustsProxy: boolean;
  readonly hosts: Hosts;
  /** Whether a request has the cookie of a session that this service opened. The session may be over. */
  readonly hasSession: (request: IncomingMessage) => Promise<boolean>;
  /** Answers a refused request with an explanation. */
  readonly refuse: (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => void;
  readonly log: (kind: string, facts: Readonly<Record<string, unknown>>) => void;
};

/** The parts of a request that were received in full. `form`: if the body is one. */
export type Admitted = { readonly form: FormData | null };

/** Bodies sent here are streamed to the disk, so they are not received in full first. */
const UPLOAD =
  /^\/councils\/[^/]+\/(?:evidence\/uploads?(?:\/[^/?]+)?|inspections\/[^/]+\/accuracy\/upload)(?:\?|$)/;

const RESERVED_FILE_SHARE = 1 / 4;

/** Whether files are sent with a request, which its handler streams to the disk. */
export function isUpload(request: IncomingMessage): boolean {
  return UPLOAD.test(request.url ?? '');
}

export const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: EDGE_LIMITS.headerBytes,
  headersTimeout: EDGE_LIMITS.headersMs,
  requestTimeout: EDGE_LIMITS.uploadMs,
  keepAliveTimeout: EDGE_LIMITS.keepAliveMs,
  connectionsCheckingInterval: 5_000,
  // refusalFor() explains the refusal of none or two Host headers.
  requireHostHeader: false,
  // The framework listens for upgrades but never answers them, so Node treats them as ordinary requests.
  shouldUpgradeCallback: () => false,
};

export class Edge {
  readonly #settings: EdgeSettings;
  readonly #limits: EdgeLimits;
  readonly #connections: Quota;
  readonly #requests: Quota;
  readonly #requestsOn = new WeakMap<Socket, number>();
  readonly #bodies: Quota;
  readonly #strangersBodies: Quota;

  /** @param limits other limits, for tests */
  constructor(settings: EdgeSettings, limits: EdgeLimits = EDGE_LIMITS) {
    this.#settings = settings;
    this.#limits = limits;
    const most = Math.min(limits.connections, Math.floor(settings.openFiles * (1 - RESERVED_FILE_SHARE)));
    const ofNetwork = Math.min(limits.connectionsOfNetwork, Math.floor(most / 2));
    this.#connections = new Quota(most, settings.trustsProxy ? most : ofNetwork);
    this.#requests = new Quota(limits.requests, limits.requestsOfNetwork);
    this.#bodies = new Quota(limits.heldBytes, limits.heldBytes * limits.shareOfNetwork);
    this.#strangersBodies = new Quota(
      limits.heldBytesOfStrangers,
      limits.heldBytesOfStrangers * limits.shareOfNetwork,
    );
  }

  /** Limits the connections of a server, and answers bytes that never become a request. */
  guard(server: Server): void {
    server.timeout = this.#limits.idleMs;
    server.maxHeadersCount = EDGE_LIMITS.headers * 2;
    server.on('connection', (socket) => this.#count(socket));
    server.on('connect', (_request, socket) => this.#end(socket, 'method'));
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      const refusal = PARSER_REFUSALS[error.code ?? ''] ?? 'malformed';
      const isGone = error.code === 'ECONNRESET' || error.code === 'EPIPE' || !socket.writable;
      // Nothing can be said in the middle of a response.
      if (isGone || (socket as Socket).bytesWritten > 0) socket.destroy();
      else this.#end(socket, refusal);
    });
  }

  /**
   * Passes a request on once its body is complete (uploads are streamed), or refuses it.
   *
   * @param client the client's network address, or `unknown`
   */
  async admit(
    request: IncomingMessage,
    response: ServerResponse,
    client: string,
    next: (admitted: Admitted) => Promise<void>,
  ): Promise<void> {
    const network = networkOf(client);
    response.once('finish', () => this.#drain(request));
    const refuse = (refusal: Refusal) => this.#refuse(request, response, refusal);
    const refusal = refusalFor(request, this.#settings.hosts);
    if (refusal) return refuse(refusal);
    const { hosts } = this.#settings;
    request.headers.host = hosts.find(request.headers.host ?? '') ?? hosts.own;
    const place = this.#takePlace(request.socket, response, network);
    if (place !== 'taken') return refuse(place);
    enforcePace(request, response, this.#limits, (slow) => {
      this.#log(`slow-${slow}`, request);
      request.socket.destroy();
    });
    const { expect } = request.headers;
    if (expect !== undefined && expect.toLowerCase() !== '100-continue') return refuse('expectation');
    if (expect !== undefined) response.writeContinue();
    const takesFiles = isUpload(request);
    const isStreamed = takesFiles && !(declaredSize(request) <= this.#limits.strangerBodyBytes);
    if (!hasBody(request) || isStreamed) return next({ form: null });

    const received = await this.#receive(request, response, network);
    if (!received.ok) return received.refusal === 'gone' ? undefined : refuse(received.refusal);
    const { 'content-type': type = '', 'next-action': action } = request.headers;
    const form = await parseForm(received.body, type, action?.toString());
    if (response.closed) return;
    if (typeof form !== 'string') return next({ form });
    // The upload handler explains itself what is wrong with a file.
    if (takesFiles) return next({ form: null });
    refuse(form);
  }

  /** Takes a place among the requests being answered, until the response closes. */
  #takePlace(socket: Socket, response: ServerResponse, network: string): ReturnType<Quota['take']> {
    const before = this.#requestsOn.get(socket) ?? 0;
    if (before >= this.#limits.requestsOfConnection) return 'network-busy';
    const place = this.#requests.take(network);
    if (place !== 'taken') return place;
    this.#requestsOn.set(socket, before + 1);
    response.once('close', () => {
      this.#requests.give(network);
      this.#requestsOn.set(socket, (this.#requestsOn.get(socket) ?? 1) - 1);
    });
    return place;
  }

  /** Larger bodies need a session, and strangers cannot use up the memory reserved for people with one. */
  async #receive(request: IncomingMessage, response: ServerResponse, network: string): Promise<ReceivedBody> {
    let [most, pool] = [this.#limits.bodyBytes, this.#bodies];
    let [size, held] = [0, 0];
    const hold = (bytes: number): Refusal | 'taken' => {
      const room = response.closed ? 'busy' : pool.take(network, bytes);
      if (room === 'taken') held += bytes;
      return room;
    };
    const releaseMemory = () => {
      pool.give(network, held);
      held = 0;
    };
    response.once('close', releaseMemory);
    // Starts before the session is looked up, so that no bytes are missed meanwhile.
    const { received, refuse } = receiveBody(request, {
      ms: this.#limits.bodyMs,
      room: (bytes) => {
        size += bytes;
        if (size > most) return 'body-too-large';
        return hold(Math.max(0, size - this.#limits.smallBodyBytes - held));
      },
    });
    if (!(await this.#settings.hasSession(request))) {
      const before = held;
      releaseMemory();
      [most, pool] = [this.#limits.strangerBodyBytes, this.#strangersBodies];
      const room = hold(before);
      if (room !== 'taken') refuse(room);
    }
    // Refuses at once if the announced length is too large.
    if (size > most || declaredSize(request) > most) {
      refuse('body-too-large');
      return { ok: false, refusal: 'body-too-large' };
    }
    return received;
  }

  #count(socket: Socket): void {
    const network = networkOf(addressOf(socket.remoteAddress) ?? 'unknown');
    const place = this.#connections.take(network);
    if (place === 'taken') {
      socket.once('close', () => this.#connections.give(network));
      return;
    }
    this.#settings.log('connection.refused', { reason: place, network });
    socket.destroy();
  }

  #refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    this.#log(refusal, request);
    if (response.closed) return;
    // A browser cut off in the middle of a body shows its own error instead of the response.
    if (request.complete || !BODY_REFUSALS.has(refusal)) response.setHeader('connection', 'close');
    if (refusal === 'method') response.setHeader('allow', 'GET, HEAD, POST');
    if (REFUSALS[refusal].status === 429 || refusal === 'busy') response.setHeader('retry-after', '60');
    this.#settings.refuse(request, response, refusal);
  }

  /** Reads the rest of a body answered early, which blocks the next request on the connection. */
  #drain(request: IncomingMessage): void {
    if (request.complete) return;
    // Resuming alone is not enough where a reader that has stopped still listens.
    request.on('data', () => {}).resume();
    setTimeout(() => request.complete || request.socket?.destroy(), this.#limits.unreadMs).unref();
  }

  /** Ends a connection that has no request to answer. */
  #end(socket: Duplex, refusal: Refusal): void {
    const { status } = REFUSALS[refusal];
    this.#settings.log('request.refused', { reason: refusal, status });
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    socket.end(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  }

  #log(reason: string, request: IncomingMessage): void {
    this.#settings.log('request.refused', {
      reason,
      method: request.method,
      requestId: request.headers['x-request-id'],
      ...(reason === 'wrong-host' ? { host: String(request.headers.host).slice(0, 100) } : {}),
    });
  }
}

const BODY_REFUSALS: ReadonlySet<Refusal> = new Set(['too-slow', 'body-too-large', 'network-busy', 'busy']);

const PARSER_REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: 'too-many-headers',
  HPE_INVALID_METHOD: 'method',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** The length that a request announces for its body. A chunked body has none. */
function declaredSize({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? Number.NaN);
}
