import 'server-only';
import { LRUCache } from 'lru-cache';
import { decode } from 'next-auth/jwt';

type Claims = Readonly<Record<string, unknown>>;

const opened = new LRUCache<string, Claims>({ max: 1000 });

/**
 * The claims of a cookie that this service sealed, or null when it has expired. Remembers the last thousand, because
 * every request brings one and opening it takes longer than the query for its session.
 *
 * @throws when the cookie was not sealed with this secret
 */
export async function openSealed(token: string, secret: string): Promise<Claims | null> {
  const known = opened.get(token);
  if (known) return known;
  const claims = await decode({ token, secret });
  const left = Number(claims?.exp ?? 0) * 1000 - Date.now();
  if (claims && left > 0) opened.set(token, claims, { ttl: left });
  return claims;
}
