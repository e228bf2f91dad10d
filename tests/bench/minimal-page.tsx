import { connection } from 'next/server';
import { database } from '#lib/platform/db/client.ts';

/** The least that a dynamic page can be: one query, one paragraph. What the pages of the service are held against. */
export async function MinimalPage() {
  await connection();
  const authority = await database().localAuthority.findFirst({ select: { name: true } });
  return <p>{authority?.name ?? 'None'}</p>;
}
