/** A person asked for something that their role does not allow. Pages and handlers answer it with 404. */
export class NotAllowedError extends Error {
  override name = 'NotAllowedError';
}

/**
 * The person passed the gate, but before the write they were signed out, left the council or changed role. Nothing is
 * written.
 */
export class AccessLostError extends Error {
  override name = 'AccessLostError';
  readonly reason: 'signed-out' | 'not-found' | 'role-changed';
  constructor(reason: AccessLostError['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** A person has asked for so much at the same time that this had to wait for too long. Nothing is read or written. */
export class TooManyRequestsError extends Error {
  override name = 'TooManyRequestsError';
}

/** A council has as many of a noun as the noun's `Limit` allows. Nothing is written. */
export class LimitReachedError extends Error {
  override name = 'LimitReachedError';
  readonly reached: string;
  readonly instead: string;
  /** @param reached - what has reached which limit. @param instead - what to do then. Both as `Limit` words them. */
  constructor(reached: string, instead: string) {
    super(reached);
    this.reached = reached;
    this.instead = instead;
  }
}

/**
 * The HTTP status of an answer to something that could not be done. Never 409: Next answers that to a page from before an
 * update, and lib/tasks/failure-page.ts takes it for a fault.
 */
export function httpStatusOf(error: unknown): 401 | 404 | 412 | 422 | 429 | 500 | 503 {
  if (error instanceof TooManyRequestsError) return 429;
  if (error instanceof LimitReachedError) return 422;
  if (error instanceof NotAllowedError) return 404;
  if (error instanceof AccessLostError) {
    return ({ 'signed-out': 401, 'not-found': 404, 'role-changed': 412 } as const)[error.reason];
  }
  return isDatabaseUnavailable(error) ? 503 : 500;
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Prisma: cannot reach, timed out, closed, pool exhausted
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  // PostgreSQL: shutting down, starting up, connection failure, too many connections
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);

const connectionMessages =
  /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/i;

/** Whether the error, or one of its causes, means that the database cannot be reached at present. */
export function isDatabaseUnavailable(error: unknown): boolean {
  let at = error;
  for (let depth = 0; at instanceof Object && depth < 6; depth += 1) {
    if (isUnavailable(at as Record<string, unknown>)) return true;
    // Prisma keeps the driver's error in `meta`, not in `cause`.
    const { cause, meta } = at as { cause?: unknown; meta?: { driverAdapterError?: unknown } };
    at = cause ?? meta?.driverAdapterError;
  }
  return false;
}

function isUnavailable(error: Record<string, unknown>): boolean {
  const { code, errorCode, originalCode, kind, severity, message, syscall } = error;
  // A socket that is not there; of a file it would say something else.
  if (code === 'ENOENT' && syscall === 'connect') return true;
  if (
    [code, errorCode, originalCode].some((value) => typeof value === 'string' && connectionCodes.has(value))
  )
    return true;
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout') return true;
  // PostgreSQL ends the connection after these, or does not open it.
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  return typeof message === 'string' && connectionMessages.test(message);
}
