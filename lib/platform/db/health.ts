import 'server-only';
import { database } from '#lib/platform/db/client.ts';

/** Whether the database answers a query. The next request that needs it logs the cause. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await database().$queryRaw`select 1`;
    return true;
  } catch {
    return false;
  }
}
