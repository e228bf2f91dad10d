import 'server-only';
import { database } from '#lib/platform/db/client.ts';

/** Whether the database answers a query. The cause of a no is in the log of whoever needs it next. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await database().$queryRaw`select 1`;
    return true;
  } catch {
    return false;
  }
}
