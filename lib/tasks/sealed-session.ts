import type { IncomingMessage } from 'node:http';
import { decode } from 'next-auth/jwt';
import { sessionCookieAt } from '#lib/platform/access/rules.ts';

/**
 * Whether a request carries a session cookie that this service sealed and that is not out of date. No database is
 * asked: the session may have been ended since, so this decides how much may be sent, and never who somebody is.
 */
export function sealedSessions(
  address: string,
  secret: string,
): (request: Pick<IncomingMessage, 'headers'>) => Promise<boolean> {
  const name = `${sessionCookieAt(address)}=`;
  return async ({ headers }) => {
    const cookies = headers.cookie?.split(';').map((cookie) => cookie.trim()) ?? [];
    const token = cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
    if (!token) return false;
    const sealed = await decode({ token, secret }).catch(() => null);
    return typeof sealed?.sid === 'string';
  };
}
