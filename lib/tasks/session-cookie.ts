import type { IncomingMessage } from 'node:http';
import { decode } from 'next-auth/jwt';
import { sessionCookieAt } from '#lib/platform/access/rules.ts';

/**
 * Makes a check for a session cookie that this service encrypted and that has not expired. It does not ask the
 * database, and the session may have ended since: use it to limit what may be sent, never to identify a person.
 */
export function sessionCookieCheck(
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
