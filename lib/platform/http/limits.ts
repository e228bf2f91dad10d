/**
 * Limits on size and time before the application sees a request. Generous, since a whole council may share one network
 * address and a slow connection. Times in milliseconds.
 */
export const EDGE_LIMITS = {
  /** Connections in all; fewer if this process may open fewer files. */
  connections: 10_000,
  /** For one network. Not counted behind a trusted proxy, which makes all the connections. */
  connectionsOfNetwork: 2_000,
  /** Requests being answered at once, in all and for one network. */
  requests: 1_000,
  requestsOfNetwork: 250,
  /** On one connection. Browsers and proxies wait for each response; a program may not. */
  requestsOfConnection: 10,

  headerBytes: 16 * 1024,
  headers: 100,
  headersMs: 20_000,
  pathBytes: 2 * 1024,
  queryBytes: 4 * 1024,
  /** The longest page of the evidence list sends each of its items that is ticked, and its filters. */
  queryParameters: 200,

  /** A form or a script's call. Uploads are streamed and have their own limits. */
  bodyBytes: 4 * 1024 * 1024,
  /** Without a session. Enough for three full narratives typed before the session ended. */
  strangerBodyBytes: 256 * 1024,
  bodyFields: 1_000,
  bodyMs: 30_000,
  /** Always accepted, however much memory is in use, so that people can sign in. */
  smallBodyBytes: 16 * 1024,
  /** Larger bodies held in memory: for all people with a session, for all without, and for one network of either. */
  heldBytes: 64 * 1024 * 1024,
  heldBytesOfStrangers: 16 * 1024 * 1024,
  shareOfNetwork: 1 / 4,

  uploadMs: 60 * 60_000,
  /** Slower uploads and downloads are cut off. Measured over `paceMs`. */
  paceMs: 60_000,
  paceBytesPerSecond: 1_024,
  /** For a connection on which nothing moves. */
  idleMs: 120_000,
  /** Longer than a proxy in front, since the side that reuses connections must close them first. */
  keepAliveMs: 75_000,
  /** How long a client may keep sending a body that has already been answered. */
  unreadMs: 5_000,

  /** Log lines a second for one kind of event; the rest are counted. */
  logLinesPerSecond: 5,
};

export type EdgeLimits = Readonly<Record<keyof typeof EDGE_LIMITS, number>>;
