import 'server-only';
import { decode } from 'next-auth/jwt';

type Claims = Readonly<Record<string, unknown>> & { readonly exp?: number };

const MAX_OPENED = 1000;
const opened = new Map<string, Claims>();

/**
 * The claims of a cookie that this service sealed, or null when it has expired. Remembers the last thousand, because
 * every request brings one and opening it takes longer than the query for its session.
 *
 * @throws when the cookie was not sealed with this secret
 */
export async function openSealed(token: string, secret: string): Promise<Claims | null> {
  const known = opened.get(token);
  if (known && (known.exp ?? 0) * 1000 > Date.now()) return known;
  opened.delete(token);
  const claims = await decode({ token, secret });
  if (!claims) return null;
  opened.set(token, claims);
  for (const oldest of opened.keys()) {
    if (opened.size <= MAX_OPENED) break;
    opened.delete(oldest);
  }
  return claims;
}
