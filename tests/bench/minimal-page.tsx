import { connection } from 'next/server';
import { database } from '#lib/platform/db/client.ts';

/** The smallest dynamic page: one query, one paragraph. The baseline of the service's pages. */
export async function MinimalPage() {
  await connection();
  const authority = await database().localAuthority.findFirst({ select: { name: true } });
  return <p>{authority?.name ?? 'None'}</p>;
}
