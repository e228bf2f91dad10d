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

// Everything that anybody can send is bounded here, before the application sees it.

export type EdgeSettings = {
  /** Files that this process may have open at once, connections among them. */
  readonly openFiles: number;
  readonly trustsProxy: boolean;
  readonly hosts: Hosts;
  /** Whether a request carries a session that this service opened. It may be over by now. */
  readonly hasSession: (request: IncomingMessage) => Promise<boolean>;
  /** Answers a refused request in words. */
  readonly refuse: (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => void;
  readonly log: (kind: string, facts: Readonly<Record<string, unknown>>) => void;
};

/** What of a request came in whole and may go on. `form` where it is one. */
export type Admitted = { readonly form: FormData | null };

/** Files are streamed to the disk there, so its bodies are not waited for. */
const UPLOAD = /^\/councils\/[^/]+\/evidence\/upload(\?|$)/;
const FILES_FOR_THE_REST = 1 / 4;

export const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: EDGE_LIMITS.headerBytes,
  headersTimeout: EDGE_LIMITS.headersMs,
  requestTimeout: EDGE_LIMITS.uploadMs,
  keepAliveTimeout: EDGE_LIMITS.keepAliveMs,
  connectionsCheckingInterval: 5_000,
  // Two Host headers, and none, are refused in words by refusalFor().
  requireHostHeader: false,
  // The framework listens for upgrades and then never answers: to Node such a request is one like any other.
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

  /** @param limits others than usual, for tests */
  constructor(settings: EdgeSettings, limits: EdgeLimits = EDGE_LIMITS) {
    this.#settings = settings;
    this.#limits = limits;
    const most = Math.min(limits.connections, Math.floor(settings.openFiles * (1 - FILES_FOR_THE_REST)));
    const ofNetwork = Math.min(limits.connectionsOfNetwork, Math.floor(most / 2));
    this.#connections = new Quota(most, settings.trustsProxy ? most : ofNetwork);
    this.#requests = new Quota(limits.requests, limits.requestsOfNetwork);
    this.#bodies = new Quota(limits.heldBytes, limits.heldBytes * limits.shareOfNetwork);
    this.#strangersBodies = new Quota(
      limits.heldBytesOfStrangers,
      limits.heldBytesOfStrangers * limits.shareOfNetwork,
    );
  }

  /** Bounds the connections of a server, and answers what never becomes a request. */
  guard(server: Server): void {
    server.timeout = this.#limits.idleMs;
    server.maxHeadersCount = EDGE_LIMITS.headers * 2;
    server.on('connection', (socket) => this.#count(socket));
    server.on('connect', (_request, socket) => this.#end(socket, 'method'));
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      const refusal = PARSER_REFUSALS[error.code ?? ''] ?? 'malformed';
      const isGone = error.code === 'ECONNRESET' || error.code === 'EPIPE' || !socket.writable;
      // In the middle of an answer there is no saying anything.
      if (isGone || (socket as Socket).bytesWritten > 0) socket.destroy();
      else this.#end(socket, refusal);
    });
  }

  /**
   * Lets a request through as soon as it may be answered, its body in whole but for uploads. Otherwise answers it.
   *
   * @param client its network address, or `unknown`
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
    const isUpload = UPLOAD.test(request.url ?? '');
    const isStreamed = isUpload && !(announced(request) <= this.#limits.strangerBodyBytes);
    if (!hasBody(request) || isStreamed) return next({ form: null });

    const received = await this.#receive(request, response, network);
    if (!received.ok) return received.refusal === 'gone' ? undefined : refuse(received.refusal);
    const { 'content-type': type = '', 'next-action': action } = request.headers;
    const form = await parseForm(received.body, type, action?.toString());
    if (response.closed) return;
    if (typeof form !== 'string') return next({ form });
    // Where files are taken, what is wrong with one is told by its own handler.
    if (isUpload) return next({ form: null });
    refuse(form);
  }

  /** A place among the requests that are answered at once, kept until the response is closed. */
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

  /** People with a session may send more, and strangers cannot use up the memory that is there for them. */
  async #receive(request: IncomingMessage, response: ServerResponse, network: string): Promise<ReceivedBody> {
    let [most, pool] = [this.#limits.bodyBytes, this.#bodies];
    let [size, held] = [0, 0];
    const hold = (bytes: number): Refusal | 'taken' => {
      const room = response.closed ? 'busy' : pool.take(network, bytes);
      if (room === 'taken') held += bytes;
      return room;
    };
    const drainRequest = () => {
      pool.give(network, held);
      held = 0;
    };
    response.once('close', drainRequest);
    // Starts at once, while the session is looked for: what arrives meanwhile must not be missed.
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
      drainRequest();
      [most, pool] = [this.#limits.strangerBodyBytes, this.#strangersBodies];
      const room = hold(before);
      if (room !== 'taken') refuse(room);
    }
    // What is announced to be too large is not waited for.
    if (size > most || announced(request) > most) {
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
    // A browser that is cut off in the middle of a body shows an error of its own in place of the answer.
    if (request.complete || !OF_BODIES.has(refusal)) response.setHeader('connection', 'close');
    if (refusal === 'method') response.setHeader('allow', 'GET, HEAD, POST');
    if (REFUSALS[refusal].status === 429 || refusal === 'busy') response.setHeader('retry-after', '60');
    this.#settings.refuse(request, response, refusal);
  }

  /** Of a body that was answered before its end, the rest is in the way of the connection's next request. */
  #drain(request: IncomingMessage): void {
    if (request.complete) return;
    request.resume();
    setTimeout(() => request.complete || request.socket.destroy(), this.#limits.unreadMs).unref();
  }

  /** Ends a connection on which there was no request to answer. */
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

const OF_BODIES: ReadonlySet<Refusal> = new Set(['too-slow', 'body-too-large', 'network-busy', 'busy']);

const PARSER_REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: 'too-many-headers',
  HPE_INVALID_METHOD: 'method',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** The length that a request says its body has; none says so of a body in chunks. */
function announced({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? Number.NaN);
}
