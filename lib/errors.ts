/** A person asked for something that their role does not allow. Pages and handlers answer it with 404. */
export class NotAllowedError extends Error {
  override name = 'NotAllowedError';
}

/** The database did not answer. The work was not done; trying again later is safe. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError';
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

/** True when the error, or one that caused it, means that the database cannot be reached just now. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Object && depth < 6; depth += 1) {
    if (at instanceof DatabaseUnavailableError) return true;
    const { code, errorCode, kind, originalCode, message, cause, syscall } = at as Record<string, unknown>;
    // A socket that is not there; of a file it would say something else.
    if (code === 'ENOENT' && syscall === 'connect') return true;
    if (
      [code, errorCode, originalCode].some((value) => typeof value === 'string' && connectionCodes.has(value))
    )
      return true;
    if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout')
      return true;
    if (
      typeof message === 'string' &&
      /Connection terminated|timeout exceeded when trying to connect/i.test(message)
    ) {
      return true;
    }
    at = cause;
  }
  return false;
}
