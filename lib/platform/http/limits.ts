/**
 * What anybody may send, and how long they may take, before the application sees a request. Generous: a whole council
 * sits behind one network address, on slow lines too. Times in milliseconds.
 */
export const EDGE_LIMITS = {
  /** Connections in all; fewer where the system lets this process open fewer files. */
  connections: 10_000,
  /** Of one network. Not counted behind a trusted proxy, whose connections they all are. */
  connectionsOfNetwork: 2_000,
  /** Requests being answered at once, in all and for one network. */
  requests: 1_000,
  requestsOfNetwork: 250,
  /** On one connection. Browsers and proxies send one after the other; a program may send some ahead. */
  requestsOfConnection: 10,

  headerBytes: 16 * 1024,
  headers: 100,
  headersMs: 20_000,
  pathBytes: 2 * 1024,
  queryBytes: 4 * 1024,
  queryParameters: 100,

  /** A form or a call of a script; uploads are streamed and have limits of their own. */
  bodyBytes: 4 * 1024 * 1024,
  /** The same of somebody without a session: three narratives at their limits, typed before it ended. */
  strangerBodyBytes: 256 * 1024,
  bodyFields: 1_000,
  bodyMs: 30_000,
  /** So much of a body is taken whatever else is held in memory: signing in must go on. */
  smallBodyBytes: 16 * 1024,
  /** Bytes beyond that, held for all people with a session, for all without one, and for one network of either. */
  heldBytes: 64 * 1024 * 1024,
  heldBytesOfStrangers: 16 * 1024 * 1024,
  shareOfNetwork: 1 / 4,

  uploadMs: 60 * 60_000,
  /** Slower than this, an upload or the reading of an answer is given up. Counted over `paceMs`. */
  paceMs: 60_000,
  paceBytesPerSecond: 1_024,
  /** A line on which nothing moves. */
  idleMs: 120_000,
  /** Longer than a proxy in front keeps its connections: the side that reuses must be the first to let go. */
  keepAliveMs: 75_000,
  /** How long a client may go on sending a body that has been answered. */
  unreadMs: 5_000,

  /** Lines of the log for one kind of event in a second; the rest is counted. */
  logLinesPerSecond: 5,
};

export type EdgeLimits = Readonly<Record<keyof typeof EDGE_LIMITS, number>>;
